package io.sparkactor.internal.scheduler;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.IdentityHashMap;
import java.util.Map;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.jspecify.annotations.Nullable;

/**
 * Adds carriers to the JVM's virtual threads while runaway turns hold some, and gives them back.
 *
 * <p>One for the whole JVM, hence static: the setting that it guards belongs to the JVM, and what schedulers ask for must be
 * added up. Thread-safe; the lock is for monitors alone, which are platform threads.
 *
 * <p>To raise the parallelism starts no thread and wakes none: the pool does that only when a task is pushed to an empty
 * submission queue. So the {@link CarrierStarter} pushes an empty one at every tick while virtual threads wait and fewer are mounted
 * than may be. If that changes nothing for long, carriers cannot be added here, and platform threads run turns instead.
 *
 * <p>A few spare carriers are started once when actors have been busy for some time, and idle until they are needed: when runaways
 * hold the cores, a new thread waits for many milliseconds before it runs at all.
 */
final class CarrierPool {

    private static final System.Logger LOGGER = System.getLogger(CarrierPool.class.getName());
    private static final CarrierPool SHARED = new CarrierPool(true);

    private final Map<Object, Integer> needs = new IdentityHashMap<>();
    private volatile @Nullable VirtualThreadSchedulerMXBean bean;
    private volatile boolean canGrow;
    private final CarrierStarter starter = new CarrierStarter(this::lookUp);
    private boolean opened;
    private boolean warming;
    private boolean raised;
    private int base;
    private int pushes;
    private int sizeAtPush;
    private int mountedAtPush;
    private long lowerSince;

    /** A pool; for tests, one that cannot grow. */
    CarrierPool(boolean canGrow) {
        this.canGrow = canGrow;
        this.opened = !canGrow;
    }

    /** The one of this JVM. */
    static CarrierPool shared() {
        return SHARED;
    }

    /** How many carriers the JVM starts with. */
    static int defaultParallelism() {
        Integer set = Integer.getInteger("jdk.virtualThreadScheduler.parallelism");
        return set != null && set > 0 ? set : Runtime.getRuntime().availableProcessors();
    }

    private static int limit() {
        return Math.max(defaultParallelism(), Integer.getInteger("jdk.virtualThreadScheduler.maxPoolSize", 256));
    }

    /** Looks up the JVM's control in the background, once: that takes tens of milliseconds. */
    synchronized void open() {
        if (!opened) {
            opened = true;
            starter.start();
        }
    }

    private void lookUp() {
        try {
            bean = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        } catch (RuntimeException | LinkageError e) {
            LOGGER.log(Level.DEBUG, "No control over the carriers of virtual threads", e);
        }
        if (bean == null) {
            giveUp();
        }
    }

    private void giveUp() {
        canGrow = false;
        LOGGER.log(
                Level.WARNING,
                "This JVM does not add carriers for virtual threads. Platform threads will run actors while endless handlers"
                        + " hold the carriers, but handlers that sleep or wait will not wake before a carrier is free.");
    }

    /** Whether carriers can be added, as far as is known. */
    boolean canGrow() {
        return canGrow;
    }

    /** Whether more virtual threads wait for a carrier than one's own. */
    boolean othersQueued(int own) {
        VirtualThreadSchedulerMXBean control = bean;
        return control == null || control.getQueuedVirtualThreadCount() > own;
    }

    /** How many carriers may have a virtual thread at once; 0 while that is not known. */
    int parallelism() {
        VirtualThreadSchedulerMXBean control = bean;
        return control == null ? 0 : control.getParallelism();
    }

    /** How many carriers have a virtual thread. */
    int mounted() {
        VirtualThreadSchedulerMXBean control = bean;
        return control == null ? 0 : control.getMountedVirtualThreadCount();
    }

    /** Whether as many virtual threads are mounted as may be. */
    boolean areAllHeld() {
        VirtualThreadSchedulerMXBean control = bean;
        return control != null && control.getMountedVirtualThreadCount() >= control.getParallelism();
    }

    /** Whether with one carrier less, so many mounted threads would still leave as many carriers free as there are without us. */
    synchronized boolean hasSpare(int mounted) {
        VirtualThreadSchedulerMXBean control = bean;
        return control != null && raised && control.getParallelism() - mounted > base;
    }

    /** Has so many spare carriers started, if there are fewer; does not wait. */
    synchronized void warmUp(int spares, long now) {
        VirtualThreadSchedulerMXBean control = bean;
        if (control == null || !canGrow || raised || warming) {
            return;
        }
        int carriers = control.getParallelism() + spares;
        if (control.getPoolSize() < carriers && carriers <= limit()) {
            warming = true;
            need(starter, spares, now);
            starter.warmUp(carriers, this::warmedUp);
        }
    }

    private synchronized void warmedUp() {
        warming = false;
        withdraw(starter);
    }

    /** Sets how many carriers one scheduler needs beyond the usual ones; to be repeated at each tick. */
    synchronized void need(Object who, int carriers, long now) {
        if (carriers == 0) {
            needs.remove(who);
        } else {
            needs.put(who, carriers);
        }
        adjust(now, Limits.CARRIER_LINGER);
    }

    /** Gives back at once what is not needed, because the scheduler goes to sleep. */
    synchronized void settle(Object who) {
        adjust(lowerSince, 0);
    }

    /** Takes back whatever one scheduler needs. */
    synchronized void withdraw(Object who) {
        needs.remove(who);
        adjust(lowerSince, 0);
    }

    private void adjust(long now, long linger) {
        VirtualThreadSchedulerMXBean control = bean;
        if (control == null || !raised && needs.isEmpty()) {
            return;
        }
        int present = control.getParallelism();
        if (!raised) {
            base = present;
            raised = true;
        }
        int wanted = base;
        for (int need : needs.values()) {
            wanted += need;
        }
        wanted = Math.max(base, Math.min(wanted, limit()));
        if (wanted >= present) {
            lowerSince = now;
        } else if (now - lowerSince >= linger) {
            present = wanted;
            control.setParallelism(wanted);
            raised = wanted != base;
        }
        if (wanted > present) {
            control.setParallelism(wanted);
        }
        push(control, wanted);
    }

    private void push(VirtualThreadSchedulerMXBean control, int wanted) {
        int mounted = control.getMountedVirtualThreadCount();
        boolean waiting = control.getQueuedVirtualThreadCount() > 0;
        if (!canGrow || !raised || !waiting || mounted >= wanted) {
            pushes = 0;
            return;
        }
        int size = control.getPoolSize();
        if (size != sizeAtPush || mounted != mountedAtPush) {
            sizeAtPush = size;
            mountedAtPush = mounted;
            pushes = 0;
        }
        if (++pushes > Limits.CARRIER_PUSHES) {
            giveUp();
            return;
        }
        starter.push();
    }
}
