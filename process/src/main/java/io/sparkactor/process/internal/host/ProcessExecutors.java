package io.sparkactor.process.internal.host;

import io.sparkactor.Actor;
import io.sparkactor.ActorSpec;
import io.sparkactor.InvalidActorSpecException;
import io.sparkactor.codec.cbor.CborCodec;
import io.sparkactor.process.ProcessDiedException;
import io.sparkactor.process.internal.launch.ChildLaunch;
import io.sparkactor.process.internal.launch.ParentJvm;
import io.sparkactor.process.internal.launch.StartCache;
import io.sparkactor.process.internal.pool.ChildPool;
import io.sparkactor.spi.ActorExecutor;
import io.sparkactor.spi.ActorExecutors;
import io.sparkactor.spi.CodecException;
import io.sparkactor.spi.ExecutorEnvironment;
import io.sparkactor.spi.ExecutorHome;

/** The actors in processes of one syndicate, and the pool of child JVMs that they share. Thread-safe. */
final class ProcessExecutors implements ActorExecutors {

    private final ChildPool pool;

    ProcessExecutors(ExecutorEnvironment environment) {
        ParentJvm parent = ParentJvm.ofThis(ProcessDiedException.class, CborCodec.class, Actor.class);
        StartCache cache = new StartCache(parent);
        this.pool = new ChildPool(environment.hooks(), environment.name(), new ChildLaunch(parent, cache), cache);
    }

    @Override
    public <M> ActorExecutor<M> prepare(ActorSpec<M> spec, ExecutorHome<M> home) {
        Class<?> type = spec.actorClass()
                .orElseThrow(
                        () -> new InvalidActorSpecException(home.path() + " has no class to name to a process", null));
        checkFindable(type);
        try {
            return new ProcessExecutor<>(pool, home, type, Traffic.of(spec, type, home));
        } catch (CodecException e) {
            throw new InvalidActorSpecException(type.getName() + " cannot run in a process: " + e.getMessage(), e);
        }
    }

    /** A child loads classes by their names from the same paths; it finds none that was made otherwise. */
    private static void checkFindable(Class<?> type) {
        boolean found;
        try {
            found = !type.isHidden()
                    && Class.forName(type.getName(), false, ClassLoader.getSystemClassLoader()) == type;
        } catch (ClassNotFoundException | LinkageError e) {
            found = false;
        }
        if (!found) {
            throw new InvalidActorSpecException(
                    type.getName() + " was loaded by " + type.getClassLoader()
                            + " and is not on the class path or the module path, so that a process would not find it; put it"
                            + " there (./spark run does so for a single file), or use Execution.THREAD",
                    null);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
