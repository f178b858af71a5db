package io.sparkactor.remote.internal.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.FakeMessage;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.remote.internal.tcp.TcpSettings;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A message whose content cannot be made here is refused, and costs nobody else anything. */
class ThrowingContentTest extends TransportTest {

    /** What the constructors throw, once a test says so: sender and receiver are in one JVM. */
    private static volatile boolean throwing;

    /** Throws an error where it is read. */
    record Grim(Kind kind) {

        enum Kind {
            ASSERTION,
            LINKAGE,
            INITIALIZER,
            STACK_OVERFLOW,
            RUNTIME
        }

        Grim {
            if (throwing) {
                switch (kind) {
                    case ASSERTION -> throw new AssertionError("never");
                    case LINKAGE -> throw new NoClassDefFoundError("gone");
                    case INITIALIZER -> throw new ExceptionInInitializerError("no start");
                    case STACK_OVERFLOW -> deeper(0);
                    case RUNTIME -> throw new IllegalStateException("no");
                }
            }
        }

        private static int deeper(int depth) {
            return depth < 0 ? depth : deeper(depth + 1) + 1;
        }
    }

    private static final TcpSettings ALLOWING = SESSIONS.withAllowed(List.of(Grim.class));

    @ParameterizedTest
    @EnumSource
    void whatTheConstructorThrowsIsARefusal(Grim.Kind kind) throws Exception {
        FakeHome left = home(ALLOWING);
        FakeHome right = home(ALLOWING);
        connect(left, right);
        Grim content = new Grim(kind);

        throwing = true;
        try {
            FakeMessage grim = left.send(right.actor("a"), content);
            FakeMessage next = left.send(right.actor("a"), "next");

            assertThat(right.next().content()).isEqualTo("next");
            assertThat(grim.settled()).isEqualTo("NOT_ENCODABLE");
            assertThat(next.settled()).isEqualTo("delivered");
        } finally {
            throwing = false;
        }
        assertThat(left.states).hasSize(1);
        assertThat(left.health(right.systemId()).connectionsOpened()).isEqualTo(1);
    }

    @Test
    void anErrorInTheMailboxDoesNotEndTheSession() throws Exception {
        FakeHome left = home(SESSIONS);
        FakeHome right = home(SESSIONS);
        connect(left, right);
        var usual = right.mailbox;
        var taken = new CopyOnWriteArrayList<Object>();
        right.mailbox = message -> {
            if (message.content().equals("first")) {
                taken.add(message.content());
                throw new AssertionError("a broken mailbox");
            }
            return usual.apply(message);
        };

        FakeMessage first = left.send(right.actor("a"), "first");
        left.send(right.actor("a"), "next");

        assertThat(right.next().content()).isEqualTo("next");
        assertThat(taken).containsExactly("first");
        assertThat(first.settled()).as("nobody can say that it was refused").isEqualTo("UNACKNOWLEDGED");
        assertThat(left.states).hasSize(1);
    }
}
