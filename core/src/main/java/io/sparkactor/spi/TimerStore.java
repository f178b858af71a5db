package io.sparkactor.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps durable timers: one row for each owner and id. Thread-safe; calls block for as long as the storage takes.
 *
 * <p>It belongs to one syndicate, from {@link io.sparkactor.SyndicateConfig#durableTimers} until that closes it. An interrupt does not
 * harm it. All methods throw {@link io.sparkactor.TimerStoreException} if the storage fails or the store was closed; the rows are then as
 * they were, or else each later call fails as well, until the storage is opened anew.
 */
public interface TimerStore extends AutoCloseable {

    /** The rows of an owner, in the order in which they were written; a copy. */
    List<TimerRow> rows(String owner);

    /** Writes a row, in the place of one of the same owner and id if there is one; on stable storage when this returns. */
    void put(TimerRow row);

    /**
     * Removes the row of the same owner, id and generation. That there is none is on stable storage when this returns, also if it was not
     * this call that removed it.
     *
     * @return whether there was one
     */
    boolean remove(TimerRow row);

    /**
     * Says that a timer has fired and that this was handled: removes the row of the same owner, id and generation, or puts {@code next} in
     * its place. Need not be on stable storage when this returns, but is when a later {@code put} or {@code remove} has returned: where a
     * crash of the machine takes it back, the timer fires once more.
     *
     * @param next the row for the next firing, of the same generation; null if there is none
     * @return whether there was such a row; false leaves all as it is
     */
    boolean done(TimerRow row, @Nullable TimerRow next);

    /** Writes what is left to write and lets go of the storage. Safe to call twice. */
    @Override
    void close();
}
