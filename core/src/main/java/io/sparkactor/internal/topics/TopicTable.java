package io.sparkactor.internal.topics;

import io.sparkactor.Topic;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The members of the topics of one syndicate. Thread-safe: reading takes no lock.
 *
 * <p>A topic is in the table while it has members. They are kept by the number of their membership, hence in the order in which they
 * joined, which is the same whenever a run is replayed.
 */
public final class TopicTable {

    private final Map<Topic<?>, ConcurrentNavigableMap<Long, Member>> topics = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    /** No topic has a member. */
    public TopicTable() {}

    /** Makes a member, if it is none yet; false if it has ended, so that it is none. */
    public boolean join(Topic<?> topic, Member member) {
        Memberships noted = member.memberships();
        topics.compute(topic, (key, present) -> {
            ConcurrentNavigableMap<Long, Member> members = present == null ? new ConcurrentSkipListMap<>() : present;
            Long number = numbers.incrementAndGet();
            if (noted.add(key, number)) {
                members.put(number, member);
            }
            return members;
        });
        // It may have ended meanwhile. The look is behind the note, and an ending member looks for notes behind
        // its end: so one of both sees the other.
        if (member.hasEnded()) {
            leave(topic, member);
            return false;
        }
        return true;
    }

    /** Ends a membership, if there is one. */
    public void leave(Topic<?> topic, Member member) {
        Memberships noted = member.memberships();
        topics.computeIfPresent(topic, (key, members) -> {
            Long number = noted.remove(key);
            if (number != null) {
                members.remove(number);
            }
            return members.isEmpty() ? null : members; // in the lock of the entry: who joins now gets a new map
        });
    }

    /** Ends all memberships of one that has ended. */
    public void leaveAll(Member member) {
        member.memberships().topics().forEach(topic -> leave(topic, member));
    }

    /** The members of a topic in the order in which they joined; a view of those who are there while it is read. */
    public Collection<Member> members(Topic<?> topic) {
        ConcurrentNavigableMap<Long, Member> members = topics.get(topic);
        return members == null ? List.of() : members.values();
    }

    /** How many topics have members; for tests. */
    int size() {
        return topics.size();
    }
}
