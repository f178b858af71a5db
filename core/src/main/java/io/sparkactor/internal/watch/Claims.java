package io.sparkactor.internal.watch;

import io.sparkactor.ActorRef;
import io.sparkactor.Watch;
import io.sparkactor.WatchException;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which actor has what only one may watch: channels, and the outputs of processes. Thread-safe: guarded by its monitor. */
final class Claims {

    private final Map<Object, ActorRef<?>> owners = new IdentityHashMap<>();

    /**
     * Gives all of these to an actor, or none.
     *
     * @throws WatchException if one belongs to another actor
     */
    synchronized void take(ActorRef<?> owner, Collection<Watch> watches) {
        for (Watch watch : watches) {
            Object subject = subject(watch);
            ActorRef<?> other = subject == null ? null : owners.get(subject);
            if (other != null && other != owner) {
                throw new WatchException(
                        owner.path() + " cannot watch " + watch + ": " + other.path()
                                + " watches it already, and one actor at a time may; it must let go of it first",
                        null);
            }
        }
        for (Watch watch : watches) {
            Object subject = subject(watch);
            if (subject != null) {
                owners.put(subject, owner);
            }
        }
    }

    /** Takes all from an actor that it does not need for what it still watches. */
    synchronized void giveBack(Collection<Watch> released, Collection<Watch> kept) {
        Map<Object, Boolean> needed = new IdentityHashMap<>();
        for (Watch watch : kept) {
            needed.put(subject(watch) instanceof Object subject ? subject : watch, true);
        }
        for (Watch watch : released) {
            Object subject = subject(watch);
            if (subject != null && !needed.containsKey(subject)) {
                owners.remove(subject);
            }
        }
    }

    /** What belongs to one actor; null if all may watch it. */
    private static @Nullable Object subject(Watch watch) {
        return switch (watch) {
            case Watch.Readable(var channel) -> channel;
            case Watch.Writable(var channel) -> channel;
            case Watch.ProcessOutput(var process) -> process;
            case Watch.ProcessExit _, Watch.FileChange _ -> null;
        };
    }
}
