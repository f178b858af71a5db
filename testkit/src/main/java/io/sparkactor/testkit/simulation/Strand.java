package io.sparkactor.testkit.simulation;

import io.sparkactor.testkit.simulation.Ending.Aborted;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread of a simulated world. It runs only while it has the baton, and gives it on when it waits or pauses.
 *
 * <p>All but the volatile fields are guarded by the baton: handing it over makes them visible.
 */
final class Strand implements Candidate {

    private final World world;
    private final int number;
    private final Runnable body;
    private final Thread thread;
    private String label;
    private boolean started;
    private volatile boolean baton;

    /** An interrupt that came while the thread waited for the baton; its flag is put back when it goes on. */
    private volatile boolean interruptKept;

    /** As of a thread that was unparked before it parks. */
    boolean permit;

    /** Until when it is parked. */
    long parkedUntil;

    /** A thread that starts with the baton. */
    Strand(World world, int number, String name, Runnable body) {
        this.world = world;
        this.number = number;
        this.body = body;
        this.label = name;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** Its number in the order of making. */
    int number() {
        return number;
    }

    Thread thread() {
        return thread;
    }

    /** Who it is in the trace: the name of the thread, or the actor whose turn it runs. */
    String label() {
        return label;
    }

    void label(String text) {
        label = text;
    }

    @Override
    public Strand strand() {
        return this;
    }

    private void run() {
        try {
            awaitBaton();
            ScopedValue.where(World.CURRENT, world).run(body);
        } catch (Aborted e) {
            // the world has ended, and this thread with it
            return;
        } catch (Throwable thrown) {
            world.fail(thrown);
        } finally {
            world.ended(this);
        }
    }

    /** Gives it the baton, which the caller must have. */
    void give() {
        baton = true;
        if (started) {
            LockSupport.unpark(thread);
        } else {
            started = true;
            world.ending().threadStarts();
            thread.start();
        }
    }

    /**
     * Waits until it is given the baton. By its own thread.
     *
     * @throws Aborted if the world ends instead
     */
    void awaitBaton() {
        while (!baton) {
            if (world.isOver()) {
                throw new Aborted();
            }
            LockSupport.park(this);
            if (thread.isInterrupted()) {
                interruptKept = true; // before the flag is cleared: isInterrupted() below looks the other way round
                Thread.interrupted(); // with the flag on, park would spin
            }
        }
        baton = false;
        if (interruptKept) {
            interruptKept = false;
            thread.interrupt();
        }
    }

    /** Whether it was interrupted; by any thread. */
    boolean isInterrupted() {
        return thread.isInterrupted() || interruptKept;
    }

    /** Ends its waiting for a world that is over. */
    void wake() {
        LockSupport.unpark(thread);
    }
}
