package io.sparkactor.internal.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Connection;
import io.sparkactor.ConnectionState;
import io.sparkactor.SystemId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who is called, and where. */
class ContactsTest {

    private static final SystemId PEER = SystemId.ofName("peer");
    private static final Vouched FIRST = new Vouched(PEER, "first:1");
    private static final Vouched SECOND = new Vouched(PEER, "second:1");

    private final Contacts contacts = new Contacts(Duration.ofSeconds(30));

    @Test
    void whoIsNotHereIsCalledWhereTheNewestWordSaysThatItIs() {
        assertThat(contacts.want(FIRST, 0)).isTrue();
        assertThat(contacts.want(SECOND, 1)).isFalse();
        assertThat(contacts.due(2)).containsExactly(SECOND);

        contacts.here(PEER);
        contacts.want(FIRST, 3);
        contacts.gone(PEER, false, 4);
        assertThat(contacts.due(5)).as("where it was a member").containsExactly(SECOND);
    }

    @Test
    void aConnectionToWhereItIsNoMoreIsGivenUpUnlessItLeadsSomewhere() {
        contacts.want(FIRST, 0);
        var dead = new Line(ConnectionState.DISCONNECTED);
        contacts.opened(FIRST, dead);
        contacts.calledAt(FIRST);
        assertThat(dead.closed).isFalse();
        contacts.calledAt(SECOND);
        assertThat(dead.closed).isTrue();

        var living = new Line(ConnectionState.CONNECTED);
        contacts.opened(FIRST, living);
        contacts.calledAt(SECOND);
        assertThat(living.closed).isFalse();
    }

    /** A connection that stands as it is told. */
    private static final class Line implements Connection {
        private final ConnectionState state;
        private boolean closed;

        Line(ConnectionState state) {
            this.state = state;
        }

        @Override
        public SystemId peer() {
            return PEER;
        }

        @Override
        public ConnectionState state() {
            return state;
        }

        @Override
        public boolean awaitConnected(Duration timeout) {
            return state == ConnectionState.CONNECTED;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
