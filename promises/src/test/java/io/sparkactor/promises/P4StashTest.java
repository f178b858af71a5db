package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Backoff;
import io.sparkactor.Mailbox;
import io.sparkactor.Message;
import io.sparkactor.RestartScope;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** P4: a restart brings back what was stashed, and keeps the order and the books of every mailbox. */
@Timeout(60)
class P4StashTest {

    private static final Supervision RESTART = Supervision.restart().backoff(Backoff.none());

    private final Syndicate syndicate = Syndicate.open("p4-stash");
    private final Mail<String> handled = new Mail<>();

    @AfterEach
    void close() {
        syndicate.close();
    }

    static Stream<Mailbox<Object>> mailboxes() {
        return Stream.of(Mailbox.unbounded(), Mailbox.bounded(100));
    }

    /** The first instance stashes all but "fail", on which it waits and throws; the others hand all on. */
    private final class Stashing extends Actor<String> {

        private final Gate gate;
        private final Gate entered;

        Stashing(Gate entered, Gate gate) {
            this.entered = entered;
            this.gate = gate;
        }

        @Override
        protected void process(Message<String> message) throws Exception {
            if (context().generation() > 0) {
                handled.put(message.content());
                return;
            }
            switch (message.content()) {
                case "fail" -> {
                    entered.open();
                    gate.await();
                    throw new IOException("no");
                }
                case "wait" -> {
                    entered.open();
                    gate.await();
                }
                default -> stash();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void whatTheOldInstanceStashedComesFirst(Mailbox<Object> mailbox) throws Exception {
        var entered = new Gate();
        var release = new Gate();
        var actor = syndicate.createActor(ActorSpec.of(() -> new Stashing(entered, release))
                .supervision(RESTART)
                .mailbox(mailbox));
        for (String content : List.of("a", "b", "fail")) {
            actor.tell(content);
        }
        entered.await();
        actor.tell("c");
        release.open();

        assertThat(handled.take(3)).containsExactly("a", "b", "c");
        var ledger = Books.settled(syndicate);
        assertThat(ledger.failed()).isEqualTo(1);
        assertThat(ledger.processed()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void aRetriedMessageComesBeforeTheStash(Mailbox<Object> mailbox) throws Exception {
        var open = new Gate();
        open.open();
        var actor = syndicate.createActor(ActorSpec.of(() -> new Stashing(new Gate(), open))
                .supervision(RESTART.retries(1))
                .mailbox(mailbox));
        for (String content : List.of("a", "fail", "b")) {
            actor.tell(content);
        }

        assertThat(handled.take(3)).containsExactly("fail", "a", "b");
        assertThat(Books.settled(syndicate).failed()).isZero();
    }

    /** Fails on each message; opens a gate when its instance ends, which is when its siblings have been told. */
    private static final class Failing extends Actor<String> {

        private final Gate ended;

        Failing(Gate ended) {
            this.ended = ended;
        }

        @Override
        protected void process(Message<String> message) throws Exception {
            throw new IOException("no");
        }

        @Override
        protected void postStop() {
            ended.open();
        }
    }

    @Test
    void aSiblingThatRestartsWithAFailedOneBringsItsStashFirst() throws Exception {
        var entered = new Gate();
        var release = new Gate();
        var ended = new Gate();
        var refs = new Mail<ActorRef<String>>();
        var parent = syndicate.createActor(String.class, (context, message) -> {
            refs.put(context.createActor(
                    ActorSpec.of(() -> new Stashing(entered, release)).supervision(RESTART)));
            refs.put(context.createActor(
                    ActorSpec.of(() -> new Failing(ended)).supervision(RESTART.scope(RestartScope.ONE_FOR_ALL))));
        });
        parent.tell("create");
        var stashing = refs.take();
        var failing = refs.take();
        for (String content : List.of("a", "b", "wait", "c", "d")) {
            stashing.tell(content);
        }
        entered.await();
        failing.tell("fail");
        ended.await();
        release.open();

        assertThat(handled.take(4)).containsExactly("a", "b", "c", "d");
    }
}
