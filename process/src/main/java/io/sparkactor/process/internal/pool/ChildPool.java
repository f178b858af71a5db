package io.sparkactor.process.internal.pool;

import io.sparkactor.SyndicateClosedException;
import io.sparkactor.process.internal.launch.ChildLaunch;
import io.sparkactor.process.internal.launch.ChildTerms;
import io.sparkactor.process.internal.launch.StartCache;
import io.sparkactor.process.internal.wire.FrameKind;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.ThreadRole;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The child JVMs of one syndicate. Whoever takes one gets one that waits, if there is one with the same options, and another is started
 * ahead in its stead. Thread-safe.
 */
public final class ChildPool implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ChildPool.class.getName());

    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long STARTS_END = TimeUnit.MILLISECONDS.toNanos(200);

    private final RuntimeHooks hooks;
    private final String name;
    private final ChildLaunch launch;
    private final StartCache cache;
    private final PoolLimits limits;
    private final SocketFolder folder = new SocketFolder();
    private final LiveProcesses live;
    private final PulseWatch watch;

    private final Spares spares;
    private final AtomicInteger starts = new AtomicInteger();
    private final long openedAt;

    private final Set<Child> lent = new HashSet<>(); // guarded by this, as all below
    private final Map<ChildTerms, Long> wantedAhead = new LinkedHashMap<>(); // and since when
    private boolean trains;
    private boolean closed;
    private long lastUse;

    /** The pool of a syndicate of this name. */
    public ChildPool(RuntimeHooks hooks, String name, ChildLaunch launch, StartCache cache) {
        this(hooks, name, launch, cache, PoolLimits.DEFAULT);
    }

    ChildPool(RuntimeHooks hooks, String name, ChildLaunch launch, StartCache cache, PoolLimits limits) {
        this.hooks = hooks;
        this.name = name;
        this.launch = launch;
        this.cache = cache;
        this.limits = limits;
        this.spares = new Spares(limits.idle());
        this.live = new LiveProcesses(hooks, name);
        this.openedAt = hooks.nanoTime();
        this.lastUse = openedAt;
        this.watch = new PulseWatch(hooks, name, this::gone, this::look);
    }

    /**
     * Takes a child; waits until it is ready.
     *
     * @param user the path of the actor; asked whenever it is to be named
     * @throws SyndicateClosedException if the pool is closed
     * @throws IOException if no JVM can be started
     * @throws io.sparkactor.process.ProcessDiedException if it died before it was ready
     */
    public Child take(ChildTerms terms, Supplier<String> user) throws IOException {
        checkOpen();
        for (Spare spare = spares.take(terms); spare != null; spare = spares.take(terms)) {
            Child child = spare.await(hooks);
            if (child != null && child.isAlive()) {
                return lend(child, terms, user);
            }
            if (child != null) {
                discard(child); // the watch may have seen its end while nobody held it: its lines are still open here
            }
        }
        return lend(start(terms, user), terms, user);
    }

    private synchronized boolean isOpen() {
        return !closed;
    }

    private void checkOpen() {
        if (!isOpen()) {
            throw new SyndicateClosedException("the syndicate " + name + " has closed, so it starts no more processes");
        }
    }

    private Child lend(Child child, ChildTerms terms, Supplier<String> user) {
        child.use(user);
        synchronized (this) {
            lent.add(child); // close ends those that it sees
            lastUse = hooks.nanoTime();
            wantedAhead.putIfAbsent(terms, lastUse);
        }
        if (!isOpen()) {
            child.end();
        }
        checkOpen();
        return child;
    }

    private Child start(ChildTerms terms, Supplier<String> user) throws IOException {
        int unused = starts.incrementAndGet();
        try {
            Child child = new ChildStart(hooks, live, launch, terms, user)
                    .run(folder.path(), folder.nextName(), this::isOpen);
            delayWishes();
            watched(child);
            return child;
        } finally {
            int left = starts.decrementAndGet();
            assert left >= 0;
        }
    }

    /**
     * A pool without children looks at nothing. What was wished before it lost them may be long due at the first look after that, and would
     * be started beside the child that is just being put to work; so it counts as wished with this one.
     */
    private synchronized void delayWishes() {
        if (lent.isEmpty() && spares.isEmpty()) {
            long now = hooks.nanoTime();
            wantedAhead.replaceAll((terms, since) -> now);
        }
    }

    private void watched(Child child) throws IOException {
        boolean added = false;
        try {
            watch.add(child);
            added = true;
        } finally {
            if (!added) {
                watch.remove(child);
                child.end(); // nobody else knows it
            }
        }
    }

    /** Starts the next children some time after one was taken: at once, they would keep the cores from the actor that is being made in it. */
    private void startAhead() {
        List<ChildTerms> due = new ArrayList<>();
        synchronized (this) {
            long latest = hooks.nanoTime() - limits.aheadAfter().toNanos();
            wantedAhead.forEach((terms, since) -> {
                if (since - latest <= 0) {
                    due.add(terms);
                }
            });
            due.forEach(wantedAhead::remove);
        }
        due.forEach(this::startAhead);
    }

    private void startAhead(ChildTerms terms) {
        Spare spare = new Spare(terms);
        if (!isOpen() || !spares.addFirst(spare)) {
            return;
        }
        try {
            hooks.startThread(ThreadRole.EXECUTOR, "spark-start-" + name, () -> startSpare(spare));
        } catch (RuntimeException | Error e) {
            notStarted(spare, e); // the machine has no thread left; who takes the spare would wait for ever
        }
    }

    private void startSpare(Spare spare) {
        Child child = null;
        try {
            child = start(spare.terms(), this::toString);
            child.writer().write(FrameKind.REHEARSE, 0);
            spare.started(child, hooks);
        } catch (IOException | RuntimeException | Error e) {
            if (child != null) {
                discard(child);
            }
            notStarted(spare, e);
        }
        if (!isOpen()) {
            spare.end();
        }
    }

    /** Nobody need wait for it: who needs a child starts one, and is told what goes wrong. */
    private void notStarted(Spare spare, Throwable why) {
        spares.remove(spare);
        spare.started(null, hooks);
        LOG.log(Level.DEBUG, "no process could be started ahead for " + name, why);
    }

    /**
     * Gives a child back whose instance has ended well.
     *
     * @param heapLeft the bytes of its heap in use
     * @param threadsLeft how many threads its actor has left running
     */
    public void giveBack(Child child, long heapLeft, int threadsLeft) {
        if (!isOpen() || child.jobs() >= limits.jobs() || heapLeft >= limits.heapLeft() || threadsLeft > 0) {
            discard(child);
            return;
        }
        child.use(this::toString);
        synchronized (this) {
            lent.remove(child);
            lastUse = hooks.nanoTime();
        }
        Spare spare = new Spare(child.terms());
        spare.started(child, hooks);
        spares.add(spare);
        if (!isOpen()) {
            spare.end(); // the close may not have seen it
        }
    }

    /** Ends a child that is not to be used again. */
    public void discard(Child child) {
        synchronized (this) {
            lent.remove(child);
            lastUse = hooks.nanoTime();
        }
        watch.remove(child);
        child.end();
    }

    /** The watch has seen a child go. Who has taken it sees that as well. */
    private void gone(Child child) {
        if (spares.remove(child)) {
            child.end();
        }
    }

    /** What is looked at ten times a second. */
    private void look() {
        startAhead();
        endIdle();
        synchronized (this) {
            if (trains
                    || closed
                    || hooks.nanoTime() - openedAt < limits.trainAfter().toNanos()) {
                return;
            }
            trains = true;
        }
        if (cache.isMissing()) {
            hooks.startThread(ThreadRole.EXECUTOR, "spark-training-" + name, () -> cache.train(live::startTree));
        }
    }

    private void endIdle() {
        synchronized (this) {
            if (!lent.isEmpty()
                    || hooks.nanoTime() - lastUse < limits.idleTime().toNanos()) {
                return;
            }
        }
        spares.end();
    }

    /** Ends all children, whatever they do, and waits until they are gone, at most a second. */
    @Override
    public void close() {
        List<Child> working;
        synchronized (this) {
            closed = true;
            working = List.copyOf(lent);
            lent.clear();
        }
        spares.end();
        working.forEach(Child::end);
        live.close();
        for (long waited = 0; starts.get() > 0 && waited < STARTS_END; waited += LOOK) {
            hooks.park(LOOK); // for those that see the close, so that no socket is left in the folder
        }
        folder.delete();
    }

    @Override
    public String toString() {
        return "the pool of " + name;
    }
}
