package io.sparkactor;

import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How many messages may wait at an actor, in which order, and what happens to one too many. Immutable: each method returns a changed
 * copy.
 *
 * <pre>{@code
 * ActorSpec.of(Printer::new).mailbox(Mailbox.bounded(100).overflow(Overflow.DROP_OLDEST))
 * }</pre>
 *
 * <p>The bound holds for all messages that are at the actor: those that wait, those that are stashed, and the one that is being handled.
 * It is never passed, however many send at once. What the system sends (signals, ticks of the actor's own timers, stops) is not counted
 * and never refused by it.
 *
 * @param <M> a type of messages that it can order; {@code Object} for all but {@link #priority}
 */
public final class Mailbox<M> {

    private static final double HIGH_WATER = 0.8;
    private static final Mailbox<Object> UNBOUNDED =
            new Mailbox<>(Integer.MAX_VALUE, Overflow.REJECT, HIGH_WATER, null);

    private final int bound;
    private final Overflow overflow;
    private final double highWater;
    private final @Nullable ToIntFunction<? super M> priority;

    private Mailbox(int bound, Overflow overflow, double highWater, @Nullable ToIntFunction<? super M> priority) {
        this.bound = bound;
        this.overflow = overflow;
        this.highWater = highWater;
        this.priority = priority;
    }

    /** The default: takes all, under the limit of the whole syndicate; see {@link SyndicateConfig#maxQueuedMessages}. */
    public static Mailbox<Object> unbounded() {
        return UNBOUNDED;
    }

    /**
     * At most so many messages at once, the one that is being handled included. One too many is refused, unless {@link #overflow} says
     * otherwise.
     *
     * @param bound at least 1; with 1, an actor takes a message only while it has none
     * @throws IllegalArgumentException if {@code bound} is not positive
     */
    public static Mailbox<Object> bounded(int bound) {
        return new Mailbox<>(positive(bound), Overflow.REJECT, HIGH_WATER, null);
    }

    /**
     * A bounded mailbox from which the most urgent message is handled first; of equally urgent ones the one that came first. So order is
     * kept from one sender among messages of one priority, and not between priorities. Ticks and signals keep the place in the line at
     * which they came, so a signal may overtake a less urgent message of the actor that it is about.
     *
     * @param bound as in {@link #bounded}
     * @param priority the higher the number, the sooner. Called once for each message, by the sender's thread, several at a time: it
     *     must be short and have no side effects. If it throws, the message has the lowest priority and a warning is logged
     * @throws IllegalArgumentException if {@code bound} is not positive
     */
    public static <M> Mailbox<M> priority(int bound, ToIntFunction<? super M> priority) {
        return new Mailbox<>(
                positive(bound), Overflow.REJECT, HIGH_WATER, Objects.requireNonNull(priority, "priority"));
    }

    /**
     * The mailbox with another answer to one message too many.
     *
     * @throws IllegalStateException if it is unbounded
     * @throws IllegalArgumentException if {@code overflow} is {@link Overflow#DROP_OLDEST} and the bound is 1: while the only place is
     *     that of the message being handled, there is no older one to drop, and the newest would be lost
     */
    public Mailbox<M> overflow(Overflow overflow) {
        Objects.requireNonNull(overflow, "overflow");
        checkBounded("overflow");
        if (overflow instanceof Overflow.DropOldest && bound == 1) {
            throw new IllegalArgumentException(
                    "DROP_OLDEST needs a bound of at least 2: one place is that of the message being handled");
        }
        return new Mailbox<>(bound, overflow, highWater, priority);
    }

    /**
     * The mailbox with another mark at which {@link RuntimeEvent.MailboxFilling} is published; 0.8 unless said.
     *
     * @param share the part of the bound, above 0 and at most 1
     * @throws IllegalArgumentException if {@code share} is out of that range
     * @throws IllegalStateException if the mailbox is unbounded
     */
    public Mailbox<M> highWater(double share) {
        checkBounded("highWater");
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be above 0 and at most 1, but is " + share);
        }
        return new Mailbox<>(bound, overflow, share, priority);
    }

    /** Whether it has a bound. */
    public boolean isBounded() {
        return bound < Integer.MAX_VALUE;
    }

    /** The bound; {@link Integer#MAX_VALUE} if it has none. */
    public int bound() {
        return bound;
    }

    /** What happens to one message too many. */
    public Overflow overflow() {
        return overflow;
    }

    /** The part of the bound from which on it is called full. */
    public double highWater() {
        return highWater;
    }

    /** What says how urgent a message is; empty if messages are handled in the order in which they came. */
    public Optional<ToIntFunction<? super M>> priority() {
        return Optional.ofNullable(priority);
    }

    private void checkBounded(String option) {
        if (!isBounded()) {
            throw new IllegalStateException(option + " needs a mailbox with a bound; begin with Mailbox.bounded(…)");
        }
    }

    private static int positive(int bound) {
        if (bound < 1 || bound == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("bound must be from 1 to 2147483646, but is " + bound);
        }
        return bound;
    }
}
