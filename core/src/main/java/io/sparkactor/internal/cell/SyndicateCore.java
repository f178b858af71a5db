package io.sparkactor.internal.cell;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Syndicate;
import io.sparkactor.SystemId;
import io.sparkactor.internal.events.DeadLetterOffice;
import io.sparkactor.internal.events.EventBus;
import io.sparkactor.internal.ids.ReceiverIds;
import io.sparkactor.internal.jfr.FlightFacts;
import io.sparkactor.internal.ledger.LedgerBook;
import io.sparkactor.internal.topics.TopicTable;
import io.sparkactor.internal.watch.Watching;
import io.sparkactor.spi.Codec;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.SchedulerListener;
import io.sparkactor.spi.SchedulerSettings;
import io.sparkactor.spi.ThreadRole;
import io.sparkactor.spi.TimerService;
import io.sparkactor.spi.TimerStore;
import io.sparkactor.spi.Turn;
import io.sparkactor.spi.TurnContext;
import io.sparkactor.spi.TurnScheduler;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What all receivers of one syndicate share. Thread-safe. */
public final class SyndicateCore {

    /** How often a closed syndicate looks whether its last turn has ended. */
    private static final long LAST_TURN_LOOK = TimeUnit.MILLISECONDS.toNanos(20);

    private static final AtomicLong OPENED = new AtomicLong();

    private final long ordinal = OPENED.incrementAndGet();
    private final Syndicate syndicate;
    private final String name;
    private final String rootPath;
    private final SystemId systemId;
    private final RuntimeHooks hooks;
    private final LedgerBook ledger = new LedgerBook();
    private final EventBus events;
    private final DeadLetterOffice deadLetters;
    private final NameTable names;
    private final TopicTable topics = new TopicTable();
    private final Exports exports = new Exports();
    private final AtomicLong serials = new AtomicLong();
    private final ReceiverIds ids;
    private final BaseRef<?> nobody;
    private final QueueLimit queueLimit;
    private final Suspensions suspensions = new Suspensions();
    private final TurnScheduler scheduler;
    private final TimerService timers;
    private final Asking asking;
    private final Watching watching;
    private final Hosting hosting;
    private final ActorCell<Object> root;
    private @Nullable DurableTimers durableTimers; // set before anybody else has this
    private volatile boolean closing;
    private volatile boolean shutDown;

    /** Opens the parts. */
    public SyndicateCore(
            Syndicate syndicate,
            String name,
            RuntimeHooks hooks,
            int processors,
            long maxQueuedMessages,
            Function<SyndicateCore, Asking> asking,
            Function<SyndicateCore, Hosting> hosting) {
        this.syndicate = syndicate;
        this.name = name;
        this.rootPath = "spark://" + name;
        this.systemId = SystemId.ofName(name);
        this.hooks = hooks;
        this.names = new NameTable(hooks);
        this.events = new EventBus(hooks, name);
        this.deadLetters = new DeadLetterOffice(events);
        this.ids = new ReceiverIds(hooks::secretLong);
        this.nobody = new NobodyRef(this);
        this.queueLimit = new QueueLimit(this, maxQueuedMessages);
        this.scheduler = hooks.openScheduler(new SchedulerSettings(name, processors, new Listener()));
        this.timers = hooks.openTimers(name);
        this.asking = asking.apply(this);
        this.watching = new Watching(hooks, name);
        this.hosting = hosting.apply(this);
        this.root = CellStart.root(this);
    }

    /** The API of this syndicate. */
    public Syndicate syndicate() {
        return syndicate;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Its number among all syndicates of the JVM. */
    long ordinal() {
        return ordinal;
    }

    /** Its identity. */
    public SystemId systemId() {
        return systemId;
    }

    /** Time, threads and waiting. */
    public RuntimeHooks hooks() {
        return hooks;
    }

    /** The books. */
    public LedgerBook ledger() {
        return ledger;
    }

    /** The subscribers. */
    public EventBus events() {
        return events;
    }

    /** The dead letters. */
    public DeadLetterOffice deadLetters() {
        return deadLetters;
    }

    /** The names of actors. */
    public NameTable names() {
        return names;
    }

    /** Who is known to others by an id. */
    public Exports exports() {
        return exports;
    }

    /** The members of topics. */
    public TopicTable topics() {
        return topics;
    }

    /** Who runs turns. */
    public TurnScheduler scheduler() {
        return scheduler;
    }

    /** Who fires timers. */
    public TimerService timers() {
        return timers;
    }

    /** From now on actors may have durable timers; before the syndicate is known to anybody. */
    public void keepTimers(TimerStore store, Codec codec) {
        durableTimers = new DurableTimers(this, store, codec);
    }

    /** Who keeps durable timers; null if nobody does. */
    @Nullable
    DurableTimers durableTimers() {
        return durableTimers;
    }

    /** Who waits for channels, processes and files. */
    Watching watching() {
        return watching;
    }

    /** How refs ask. */
    public Asking asking() {
        return asking;
    }

    /** Where the instances of actors live. */
    public Hosting hosting() {
        return hosting;
    }

    /** The parent of the top-level actors. */
    public ActorCell<Object> root() {
        return root;
    }

    /** The sender of what nobody sent. */
    public BaseRef<?> nobody() {
        return nobody;
    }

    /** The start of all paths. */
    public String rootPath() {
        return rootPath;
    }

    /** From now on nothing is taken from outside. */
    public void startClosing() {
        deadLetters.startClosing(); // first: whoever sees the close may count on it that the report knows what is left
        closing = true;
        names.wakeAll();
    }

    /** Lets the threads end. The timers go on while a turn does, so that what waits in it still ends at its deadline. */
    public void shutDown() {
        shutDown = true;
        names.wakeAll();
        asking.close();
        watching.close();
        scheduler.close();
        hosting.close(); // now at last: turns that still wait for an executor may end by that
        if (durableTimers != null) {
            durableTimers.close(); // a turn that goes on has its timers fire again in the next run
        }
        if (scheduler.runningTurns().isEmpty()) {
            timers.close();
        } else {
            hooks.startThread(ThreadRole.CLOSER, "spark-closer-" + name, this::closeTimersAtLast);
        }
        events.close();
    }

    private void closeTimersAtLast() {
        while (!scheduler.isTerminated()) {
            hooks.park(LAST_TURN_LOOK);
        }
        timers.close();
    }

    /** Whether the close has ended the threads. */
    public boolean isShutDown() {
        return shutDown;
    }

    /** Whether nothing is taken from outside any more. */
    public boolean isClosing() {
        return closing;
    }

    /** Why a send from outside is to be refused, null if it is not. */
    public @Nullable DeadLetterReason refusalFromOutside(BaseRef<?> sender) {
        return closing ? DeadLetterReason.SYNDICATE_CLOSED : queueLimit.refusal(sender);
    }

    /** Whether nothing was ready or running at one moment during the call, and no actor waited for a restart with work queued. */
    public boolean isQuiet() {
        return suspensions.noneWhile(scheduler::isQuiet);
    }

    Suspensions suspensions() {
        return suspensions;
    }

    QueueLimit queueLimit() {
        return queueLimit;
    }

    /** A number that no other receiver of this syndicate has. */
    public long nextSerial() {
        return serials.incrementAndGet();
    }

    /** The ids of receivers. */
    public ReceiverIds ids() {
        return ids;
    }

    /** A random UUID. */
    public UUID newUuid() {
        return new UUID(
                hooks.randomLong() & ~0xF000L | 0x4000L,
                hooks.randomLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    }

    /** What the scheduler tells. */
    private final class Listener implements SchedulerListener {

        @Override
        public void turnEvicted(Turn turn, Duration ran) {
            // No log: to set up logging would hold the monitor up just when it is needed most.
            String path = turn instanceof ActorCell<?> cell ? cell.path() : turn.toString();
            if (turn instanceof ActorCell<?> cell) {
                CellLook.evicted(cell, ran);
            }
            FlightFacts.turnEvicted(path, ran);
            events.publish(() -> new RuntimeEvent.TurnEvicted(path, ran)); // last: who hears of it finds the rest
        }

        @Override
        public void threadEnded(TurnContext context) {
            TurnState.threadEnded(context);
        }
    }
}
