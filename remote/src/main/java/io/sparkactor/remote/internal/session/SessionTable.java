package io.sparkactor.remote.internal.session;

import io.sparkactor.SystemId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions the accepting side knows: at most one for each system that has dialled. Confined to one thread.
 *
 * @param <S> what the driver keeps of a session
 */
public final class SessionTable<S> {

    private record Entry<S>(SessionKey key, S session) {}

    private final int most;
    private final Map<SystemId, Entry<S>> entries = new HashMap<>();

    /**
     * An empty one.
     *
     * @param most how many sessions there may be
     */
    public SessionTable(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most must be positive, but is " + most);
        }
        this.most = most;
    }

    /**
     * A system has dialled and says which session this connection belongs to. Another session of that system is over, be it that the system was
     * restarted (its {@code instance} is another one) or that it has given the old one up. A dial that was overtaken by that of a later session
     * ends nothing.
     *
     * <p>Call it when the dialler has answered a challenge on this connection. What a system sent before it died could else end the session of
     * the one that was started in its place.
     *
     * @param key the session
     * @param answered whether the dialler has ever had our answer for this session; if not it may be new, or only our answer was lost
     * @param make makes what is kept of a session; called only if it is a new one
     */
    public Answer<S> dialled(SessionKey key, boolean answered, Supplier<S> make) {
        @Nullable Entry<S> known = entries.get(key.peer());
        if (known != null && known.key().equals(key)) {
            return new Answer<>(Verdict.RESUMED, known.session(), List.of());
        }
        if (known != null && key.isOlderThan(known.key())) {
            return new Answer<>(Verdict.UNKNOWN, null, List.of());
        }
        List<S> ended = new ArrayList<>();
        if (known != null) {
            entries.remove(key.peer());
            ended.add(known.session());
        }
        if (answered) {
            return new Answer<>(Verdict.UNKNOWN, null, ended);
        }
        if (entries.size() >= most) {
            return new Answer<>(Verdict.TOO_MANY, null, ended);
        }
        S session = make.get();
        entries.put(key.peer(), new Entry<>(key, session));
        return new Answer<>(Verdict.CREATED, session, ended);
    }

    /** A session is over: its dialler said good-bye, has not come back in time, or broke the rules. Nothing happens if it is not known. */
    public void end(SessionKey key) {
        @Nullable Entry<S> known = entries.get(key.peer());
        if (known != null && known.key().equals(key)) {
            entries.remove(key.peer());
        }
    }

    /** How many sessions there are. */
    public int size() {
        return entries.size();
    }

    /** What a dialler is told. */
    public enum Verdict {
        /** This is the first connection of the session. */
        CREATED,
        /** The session goes on. */
        RESUMED,
        /** The session is not known here any more: the dialler has to give it up, and may begin another. */
        UNKNOWN,
        /** There are as many sessions as there may be. */
        TOO_MANY,
        /** The dialler makes other bytes of contents than this side does. The table does not look at that; the driver does, in front of it. */
        OTHER_CODEC,
        /**
         * This side dials the other one as well, and its session stands: the dialler gives its own up, in which nothing was sent, and waits to be
         * called. This too is the driver's affair.
         */
        CROSSING
    }

    /**
     * What became of a dial.
     *
     * @param verdict what to tell the dialler
     * @param session the session that the connection now belongs to; null if to none
     * @param ended sessions of this system that are over: the driver gives up what they hold, and closes their connections
     */
    public record Answer<S>(Verdict verdict, @Nullable S session, List<S> ended) {

        /** Copies the list. */
        public Answer {
            ended = List.copyOf(ended);
        }
    }
}
