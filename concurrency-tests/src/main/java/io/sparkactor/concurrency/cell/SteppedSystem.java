package io.sparkactor.concurrency.cell;

import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.DeadLetter;
import io.sparkactor.MessageHandler;
import io.sparkactor.Syndicate;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.SchedulerSettings;
import io.sparkactor.spi.ThreadRole;
import io.sparkactor.spi.TimerEntry;
import io.sparkactor.spi.TimerService;
import io.sparkactor.spi.Turn;
import io.sparkactor.spi.TurnContext;
import io.sparkactor.spi.TurnScheduler;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A syndicate without threads: turns run and timers fire on whoever calls, and the time stands still. Thread-safe.
 *
 * <p>A park spins until it is ended by an unpark. When all who might do that have said {@link #leave}, it throws {@link Asleep} and
 * {@link #overslept} is true: a real thread would sleep for ever. One of less than a millisecond is over at once.
 */
public final class SteppedSystem implements RuntimeHooks, TurnScheduler, TimerService {

    /** Ends a park that nothing would end. */
    public static final class Asleep extends RuntimeException {

        private static final long serialVersionUID = 1L;

        static final Asleep INSTANCE = new Asleep();

        private Asleep() {
            super(null, null, false, false);
        }
    }

    private static final long LEAST_WAIT = 1_000_000;
    private static final int MOST_PAUSES = 16;
    private static final int SPINS_BEFORE_YIELD = 1 << 12;

    private final Queue<Turn> ready = new ConcurrentLinkedQueue<>();
    private final Set<TimerEntry> timers = ConcurrentHashMap.newKeySet();
    private final Set<Thread> permits = ConcurrentHashMap.newKeySet();
    private final AtomicInteger wakers;
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicInteger unparks = new AtomicInteger();
    private final AtomicInteger callbacks = new AtomicInteger();
    private final Syndicate syndicate;
    private volatile boolean overslept;

    /**
     * Opens a syndicate.
     *
     * @param wakers how many actors of the test may end a park; each says {@link #leave} at its end
     */
    public SteppedSystem(int wakers) {
        this(wakers, "stepped");
    }

    /**
     * Opens a syndicate.
     *
     * @param wakers as above
     * @param name its name, for those that talk to others: no two such may have the same
     */
    @SuppressWarnings("this-escape") // nothing runs by itself
    public SteppedSystem(int wakers, String name) {
        this.wakers = new AtomicInteger(wakers);
        this.syndicate = Syndicate.open(name, config -> config.hooks(this));
    }

    /** The API. */
    public Syndicate syndicate() {
        return syndicate;
    }

    /** The inside. */
    public SyndicateCore core() {
        return BaseRef.of(syndicate.ref()).core();
    }

    /** The parent of the top-level actors. */
    public ActorCell<Object> root() {
        return core().root();
    }

    /** Creates an idle actor. */
    public <M> ActorCell<M> actor(Class<M> type, MessageHandler<M> handler) {
        return cell(syndicate.createActor(ActorSpec.handling(type, handler)));
    }

    /** The cell that a ref is. */
    public static <M> ActorCell<M> cell(ActorRef<M> ref) {
        return (ActorCell<M>) ref;
    }

    /** Takes the turn that has been ready longest, null if there is none. */
    public @Nullable Turn take() {
        return ready.poll();
    }

    /** Runs a turn on the calling thread, nothing if it is null. */
    public void run(@Nullable Turn turn) {
        if (turn != null) {
            turn.run(new Context());
        }
    }

    /** Runs a turn if one is ready. */
    public void runOne() {
        run(take());
    }

    /** Runs turns until none is ready. */
    public void runAll() {
        for (Turn turn = take(); turn != null; turn = take()) {
            run(turn);
        }
    }

    /** The only timer that is scheduled, null if there is none. */
    public @Nullable TimerEntry timer() {
        return timers.isEmpty() ? null : timers.iterator().next();
    }

    /** Fires an entry if it is still scheduled. */
    public void fire(@Nullable TimerEntry entry) {
        if (entry != null && timers.remove(entry)) {
            entry.fire();
        }
    }

    /**
     * Lets the two actors of a test begin together, give or take some hundred nanoseconds: what they race for would else mostly be
     * over in one of them before the other begins.
     */
    public void meet() {
        arrived.incrementAndGet();
        await(() -> arrived.get() == 2);
        for (int pauses = ThreadLocalRandom.current().nextInt(MOST_PAUSES); pauses > 0; pauses--) {
            Thread.onSpinWait();
        }
    }

    /** Spins until something is true, and offers the core when that takes long. */
    public static void await(BooleanSupplier condition) {
        int spins = 0;
        while (!condition.getAsBoolean()) {
            if (++spins % SPINS_BEFORE_YIELD == 0) {
                Thread.yield();
            }
            Thread.onSpinWait();
        }
    }

    /** Says that an actor of the test will end no park any more. */
    public void leave() {
        wakers.decrementAndGet();
    }

    /** Whether a thread would sleep for ever. */
    public boolean overslept() {
        return overslept;
    }

    /** How many wake-ups there were. */
    public int unparks() {
        return unparks.get();
    }

    /** How many callbacks were started. */
    public int callbacks() {
        return callbacks.get();
    }

    /** How many messages became dead letters after they were accepted. */
    public int acceptedDeadLetters() {
        return (int)
                syndicate.deadLetters().stream().filter(DeadLetter::accepted).count();
    }

    // ---------------------------------------------------------------- hooks

    @Override
    public void park(long nanos) {
        if (nanos < LEAST_WAIT) {
            Thread.yield(); // a pause of who spins for a lock: nobody ends that
            return;
        }
        Thread self = Thread.currentThread();
        await(() -> wakers.get() == 0 || permits.contains(self));
        if (!permits.remove(self)) {
            overslept = true;
            throw Asleep.INSTANCE;
        }
    }

    @Override
    public void unpark(Thread thread) {
        unparks.incrementAndGet();
        permits.add(thread);
    }

    /** Runs the body at once. */
    @Override
    public Thread startThread(ThreadRole role, String name, Runnable body) {
        callbacks.incrementAndGet();
        body.run();
        return Thread.currentThread();
    }

    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }

    @Override
    public long randomLong() {
        return 42;
    }

    @Override
    public long secretLong() {
        return 42;
    }

    @Override
    public int defaultProcessors() {
        return 1;
    }

    @Override
    public TurnScheduler openScheduler(SchedulerSettings settings) {
        return this;
    }

    @Override
    public TimerService openTimers(String name) {
        return this;
    }

    // ---------------------------------------------------------------- scheduler and timers

    @Override
    public void ready(Turn turn) {
        ready.add(turn);
    }

    @Override
    public boolean isQuiet() {
        return ready.isEmpty();
    }

    @Override
    public List<Turn> runningTurns() {
        return List.of();
    }

    @Override
    public int processors() {
        return 1;
    }

    @Override
    public boolean isTerminated() {
        return true;
    }

    @Override
    public void schedule(TimerEntry entry, long deadlineNanos) {
        timers.add(entry);
    }

    @Override
    public boolean cancel(TimerEntry entry) {
        return timers.remove(entry);
    }

    @Override
    public void close() {}

    /** The calling thread as it runs one turn. */
    private final class Context extends TurnContext {

        private final Thread thread = Thread.currentThread();
        private long readied;

        @Override
        public Thread thread() {
            return thread;
        }

        @Override
        public void ready(Turn turn) {
            readied++;
            SteppedSystem.this.ready(turn);
        }

        @Override
        public long readied() {
            return readied;
        }
    }
}
