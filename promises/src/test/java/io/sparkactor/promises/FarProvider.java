package io.sparkactor.promises;

import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Execution;
import io.sparkactor.spi.ActorExecutor;
import io.sparkactor.spi.ActorExecutors;
import io.sparkactor.spi.ExecutorEnvironment;
import io.sparkactor.spi.ExecutorHome;
import io.sparkactor.spi.ExecutorProvider;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Provides executors in the place of processes, while a test wants them: their instances can die when the test says so. Thread-safe. */
public final class FarProvider implements ExecutorProvider {

    private static final Map<ActorRef<?>, FarExecutor<?>> LATEST = new ConcurrentHashMap<>();
    private static volatile boolean present;

    /** Provides nothing unless a test has said {@link #present(boolean)}. */
    static void present(boolean now) {
        present = now;
        LATEST.clear();
    }

    /** Where the present instance of an actor lives. */
    static FarExecutor<?> executorOf(ActorRef<?> actor) {
        return Objects.requireNonNull(LATEST.get(actor), "no executor was made");
    }

    /** Lets all instances die that live now; not those that are made because of that. */
    static void dieAll(Throwable cause) {
        List.copyOf(LATEST.values()).forEach(executor -> executor.die(cause));
    }

    @Override
    public Execution execution() {
        return present ? Execution.PROCESS : Execution.IN_PROCESS;
    }

    @Override
    public ActorExecutors open(ExecutorEnvironment environment) {
        return new ActorExecutors() {

            @Override
            public <M> ActorExecutor<M> prepare(ActorSpec<M> spec, ExecutorHome<M> home) {
                var executor = new FarExecutor<>(spec, home);
                LATEST.put(home.self(), executor);
                return executor;
            }

            @Override
            public void close() {}
        };
    }
}
