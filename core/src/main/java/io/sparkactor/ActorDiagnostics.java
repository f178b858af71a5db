package io.sparkactor;

import io.sparkactor.internal.diagnostics.Figures;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One actor at the moment of a {@link Diagnostics}. Immutable.
 *
 * @param path where it stands in the tree
 * @param level how deep: 1 for the actors at the top, 2 for their children
 * @param actorClass its class; {@link Actor} while its constructor runs
 * @param activity what it does
 * @param queued how many messages it has, the one that it handles included
 * @param oldest for how long the oldest of them has been there, which is the one that is being handled if there is one. Exact for an
 *     ask. Else at least so long, as messages carry no time: since the diagnostics that saw it first, or since the handler was found to
 *     keep others waiting; zero if this is the first look at it, or there is no message
 * @param waiting what it waits for in a call of the framework, null if for nothing
 * @param thread the name of the thread that it is on, by which a thread dump shows where it stands; null if it is on none, or its
 *     creator's
 * @param timers how many timers it has
 */
public record ActorDiagnostics(
        String path,
        int level,
        Class<?> actorClass,
        Activity activity,
        long queued,
        Duration oldest,
        @Nullable Waiting waiting,
        @Nullable String thread,
        int timers) {

    /** What an actor does. */
    public enum Activity {
        /** Waits in a call of the framework: an ask, {@code receive}, a stream, {@code awaitStop}. */
        WAITING,
        /** Its handler is blocked elsewhere: it sleeps, does I/O, or waits for a lock. */
        BLOCKED,
        /** Its handler computes, or would if it had a core. */
        RUNNING,
        /** Its creator runs the constructor or {@code preStart}. */
        STARTING,
        /** It has failed and waits for its new instance: for its children to stop, for the back-off, or for siblings. */
        RESTARTING,
        /** It handles no more messages and waits for its children to stop. */
        STOPPING,
        /** It has messages and waits for its turn. */
        READY,
        /** It has nothing to do. */
        IDLE
    }

    /**
     * What an actor waits for.
     *
     * @param call the call that waits: {@code ask(Query)}, {@code receive}
     * @param whom whose doing it waits for: the path of an actor or an inbox; null if nobody can be named
     * @param since for how long it has waited
     */
    public record Waiting(String call, @Nullable String whom, Duration since) {

        /** In words: {@code ask(Query) to spark://shop/db for 1.2 s}. */
        @Override
        public String toString() {
            return call + (whom == null ? "" : " to " + whom) + " for " + Figures.duration(since);
        }
    }

    /** The last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
