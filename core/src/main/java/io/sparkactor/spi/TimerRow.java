package io.sparkactor.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A durable timer as a {@link TimerStore} keeps it. Immutable; its bytes are neither copied nor changed by anybody.
 *
 * @param owner whose it is: the names of the actor and of those above it, from the top, with {@code /} between them
 * @param id unique within its owner
 * @param generation a number that no other schedule of this id has had
 * @param due when it fires next
 * @param period from one firing to the next; zero for a timer that fires once
 * @param payload the message, as the codec of the syndicate has written it
 */
@SuppressWarnings(
        "ArrayRecordComponent") // nobody compares rows, and a copy for each look would cost as much as the row
public record TimerRow(String owner, String id, long generation, Instant due, Duration period, byte[] payload) {

    /**
     * Checks that nothing is missing.
     *
     * @throws IllegalArgumentException if {@code period} is negative
     */
    public TimerRow {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(due, "due");
        Objects.requireNonNull(payload, "payload");
        if (Objects.requireNonNull(period, "period").isNegative()) {
            throw new IllegalArgumentException("period must not be negative, but is " + period);
        }
    }

    /** The same timer, to fire at another moment. */
    public TimerRow dueAt(Instant moment) {
        return new TimerRow(owner, id, generation, moment, period, payload);
    }

    /** Whether a row is of the same schedule of the same timer. */
    public boolean isSameAs(TimerRow other) {
        return generation == other.generation && id.equals(other.id) && owner.equals(other.owner);
    }

    /** Without the payload, which may be private. */
    @Override
    public String toString() {
        return "TimerRow[" + owner + " " + id + ", due " + due + (period.isZero() ? "" : " and every " + period) + "]";
    }
}
