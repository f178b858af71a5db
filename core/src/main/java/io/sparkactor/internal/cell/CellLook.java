package io.sparkactor.internal.cell;

import io.sparkactor.Actor;
import io.sparkactor.internal.waiting.Wait;
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a look from outside finds at a cell, by reading alone: no turn is held up, and none is waited for. Immutable; each part is read
 * on its own, while the cell goes on.
 *
 * @param serial its number, which no other one of the syndicate has
 * @param name its name within its parent
 * @param actorClass the class of the user's object, {@link Actor} while there is none
 * @param life how far its life has come
 * @param queued how many messages wait, are stashed, or are being handled
 * @param oldest what is being handled, or else waits in front; null if there is nothing
 * @param waiting what its turn waits for in the framework, null if for nothing
 * @param eviction the last time that its turn ran too long, null if none ever did
 * @param timers how many timers it has
 */
public record CellLook(
        long serial,
        String name,
        Class<?> actorClass,
        Life life,
        long queued,
        @Nullable Envelope<?> oldest,
        @Nullable Wait waiting,
        @Nullable Eviction eviction,
        int timers) {

    /** How far a life has come. */
    public enum Life {
        /** Its creator runs the constructor or {@code preStart}. */
        STARTING,
        /** It handles messages. */
        RUNNING,
        /** It is between two instances: it takes messages and handles none. */
        RESTARTING,
        /** It handles none any more and waits for its children to stop. */
        STOPPING,
        /** It has stopped. */
        STOPPED
    }

    /** A turn that ran so long that others got its processor: what it handled, and since when. Immutable. */
    record Eviction(WeakReference<Envelope<?>> handled, long sinceNanos) {}

    /** Since when a message is known to have been handled; {@code otherwise} if it is not known. */
    public long evictedSince(Envelope<?> handled, long otherwise) {
        return eviction != null && eviction.handled.refersTo(handled) ? eviction.sinceNanos : otherwise;
    }

    /** Notes that the turn of a cell has handled its present message for so long. On any thread. */
    static void evicted(ActorCell<?> cell, Duration ran) {
        Envelope<?> handled = cell.oldest();
        if (handled != null) {
            long since = cell.core().hooks().nanoTime() - ran.toNanos();
            cell.extras().eviction = new Eviction(new WeakReference<>(handled), since);
        }
    }

    /** Looks at a cell. On any thread. */
    public static CellLook at(ActorCell<?> cell) {
        Envelope<?> oldest = cell.oldest();
        CellExtras extras = cell.extrasIfAny();
        return new CellLook(
                cell.serial(),
                cell.name(),
                cell.actorClass(),
                life(cell.state()),
                cell.depth(),
                oldest,
                cell.waiting(),
                extras == null ? null : extras.eviction,
                extras == null ? 0 : extras.timerCount());
    }

    private static Life life(int state) {
        return switch (state) {
            case CellState.STARTING -> Life.STARTING;
            case CellState.RUNNING -> Life.RUNNING;
            case CellState.RESTARTING -> Life.RESTARTING;
            case CellState.STOPPING -> Life.STOPPING;
            default -> Life.STOPPED;
        };
    }
}
