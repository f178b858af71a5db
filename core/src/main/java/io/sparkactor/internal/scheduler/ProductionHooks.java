package io.sparkactor.internal.scheduler;

import io.sparkactor.internal.timer.TimerWheel;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.SchedulerSettings;
import io.sparkactor.spi.ThreadRole;
import io.sparkactor.spi.TimerService;
import io.sparkactor.spi.TurnScheduler;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The real clock, the JVM's threads, and the scheduler of this package. Thread-safe. */
public final class ProductionHooks implements RuntimeHooks {

    private static final System.Logger LOGGER = System.getLogger(ProductionHooks.class.getName());
    private static final boolean ONE_CORE = Runtime.getRuntime().availableProcessors() == 1;
    private static final ThreadLocal<Spinning> OUTSIDE =
            ThreadLocal.withInitial(() -> new Spinning(Limits.OUTSIDE_LOOKS));
    private static final ProductionHooks INSTANCE = new ProductionHooks();

    private ProductionHooks() {}

    /** The only instance. */
    public static ProductionHooks instance() {
        return INSTANCE;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long randomLong() {
        return ThreadLocalRandom.current().nextLong();
    }

    @Override
    public long secretLong() {
        return ByteBuffer.wrap(SecretBytes.make(Long.BYTES)).getLong();
    }

    @Override
    public void park(long nanos) {
        if (nanos <= 0) {
            return;
        }
        Worker worker = Worker.current();
        if (worker != null && worker.isInTurn()) {
            worker.park(nanos);
        } else {
            Worker.parkThread(nanos);
        }
    }

    @Override
    public boolean spin(BooleanSupplier come) {
        Worker worker = Worker.current();
        if (worker != null && worker.isInTurn()) {
            return worker.spin(come);
        }
        if (ONE_CORE || Thread.currentThread().isVirtual()) {
            return false; // it would hold the core or the carrier that the other thread needs
        }
        Spinning spinning = OUTSIDE.get();
        return spinning.isWorthwhile() && spinning.until(come);
    }

    @Override
    public void answered() {
        Worker worker = Worker.current();
        if (worker != null) {
            worker.hasAnswered();
        }
    }

    @Override
    public void unpark(Thread thread) {
        LockSupport.unpark(thread);
    }

    @Override
    public Thread startThread(ThreadRole role, String name, Runnable body) {
        return switch (role) {
            case TIMER, MONITOR, WATCHER, TRANSPORT -> {
                Thread thread = new SystemThread(name, body);
                thread.start();
                yield thread;
            }
            case EXECUTOR, BLOCKING ->
                Thread.ofPlatform()
                        .name(name)
                        .daemon()
                        .inheritInheritableThreadLocals(false)
                        .uncaughtExceptionHandler(ProductionHooks::logUncaught)
                        .start(body);
            case BODY, EVENTS, CALLBACK, CLOSER, PROCESS_WATCHER ->
                Thread.ofVirtual()
                        .name(name)
                        .uncaughtExceptionHandler(ProductionHooks::logUncaught)
                        .start(body);
        };
    }

    @Override
    public boolean mayWait() {
        return !(Thread.currentThread() instanceof SystemThread);
    }

    /** A platform thread that all others wait for. */
    private static final class SystemThread extends Thread {

        SystemThread(String name, Runnable body) {
            super(null, body, name, 0, false);
            setDaemon(true);
            setUncaughtExceptionHandler(ProductionHooks::logUncaught);
        }
    }

    /**
     * Runs something when the JVM shuts down, on a platform thread of its own. The JVM ends when it has returned, not before.
     *
     * @return false if the JVM shuts down already, so that it will not run
     */
    public boolean atShutdown(String name, Runnable body) {
        Thread thread = Thread.ofPlatform()
                .name(name)
                .uncaughtExceptionHandler(ProductionHooks::logUncaught)
                .unstarted(body);
        try {
            Runtime.getRuntime().addShutdownHook(thread);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static void logUncaught(Thread thread, Throwable e) {
        LOGGER.log(Level.ERROR, "Thread " + thread.getName() + " ended by an exception", e);
    }

    @Override
    public int defaultProcessors() {
        return CarrierPool.defaultParallelism();
    }

    @Override
    public TurnScheduler openScheduler(SchedulerSettings settings) {
        return PoolScheduler.open(this, settings, CarrierPool.shared());
    }

    @Override
    public TimerService openTimers(String name) {
        return new TimerWheel(this, name);
    }
}
