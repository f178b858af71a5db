package io.sparkactor.testkit.simulation;

import io.sparkactor.testkit.simulation.Ending.Aborted;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The threads that the test has started, and when their tasks are over. Guarded by the baton. */
final class StartedThreads {

    private final World world;

    /** By identity, and never walked. */
    private final Map<Thread, CompletableFuture<Boolean>> ends = new IdentityHashMap<>();

    StartedThreads(World world) {
        this.world = world;
    }

    Thread start(String name, Simulation.Task task) {
        world.baton().self();
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        Thread thread = world.spawn(name, () -> perform(task, end)).thread();
        ends.put(thread, end);
        world.baton().mayPause();
        return thread;
    }

    private void perform(Simulation.Task task, CompletableFuture<Boolean> end) {
        try {
            task.run();
        } catch (Aborted e) {
            throw e;
        } catch (Throwable thrown) {
            world.fail(thrown);
        }
        end.complete(true);
    }

    /** Complete when the task of a thread is over. */
    CompletableFuture<Boolean> end(Thread thread) {
        CompletableFuture<Boolean> end = ends.get(thread);
        if (end == null) {
            throw new IllegalArgumentException(thread + " is none that this simulation has started");
        }
        return end;
    }
}
