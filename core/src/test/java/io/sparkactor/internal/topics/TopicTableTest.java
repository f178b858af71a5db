package io.sparkactor.internal.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkactor.Topic;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicTableTest {

    private final TopicTable table = new TopicTable();

    /** A receiver that ends when it is told to. */
    private static final class Reader implements Member {

        private final Memberships memberships = new Memberships();
        private boolean ended;

        @Override
        public Memberships memberships() {
            return memberships;
        }

        @Override
        public boolean hasEnded() {
            return ended;
        }

        @Override
        public Class<?> accepted() {
            return Object.class;
        }
    }

    private static Topic<String> topic(int number) {
        return new Topic<>("topic-" + number, String.class);
    }

    @Test
    void aTopicTakesNoRoomWithoutMembers() {
        var staying = new Reader();
        var passing = new Reader();
        table.join(topic(0), staying);
        for (int i = 0; i < 1_000; i++) {
            table.join(topic(i), passing);
            table.leave(topic(i), passing);
        }
        assertEquals(1, table.size());
        assertTrue(table.members(topic(1)).isEmpty());
    }

    @Test
    void whoEndsLeavesAllItsTopics() {
        var ending = new Reader();
        for (int i = 0; i < 10; i++) {
            table.join(topic(i), ending);
        }
        ending.ended = true;
        table.leaveAll(ending);

        assertEquals(0, table.size());
        assertTrue(ending.memberships().topics().isEmpty());
        assertFalse(table.join(topic(0), ending));
        assertEquals(0, table.size());
    }

    @Test
    void whoJoinsAgainStandsBehindTheOthers() {
        var first = new Reader();
        var second = new Reader();
        table.join(topic(0), first);
        table.join(topic(0), second);
        table.join(topic(0), first);
        assertEquals(List.of(first, second), List.copyOf(table.members(topic(0))));

        table.leave(topic(0), first);
        table.join(topic(0), first);
        assertEquals(List.of(second, first), List.copyOf(table.members(topic(0))));
    }
}
