package io.sparkactor.internal.executor;

import io.sparkactor.Actor;
import io.sparkactor.ActorSpec;
import io.sparkactor.Backend;
import io.sparkactor.Execution;
import io.sparkactor.InvalidActorSpecException;
import io.sparkactor.SyndicateClosedException;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.internal.cell.Hosting;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.spi.ActorExecutors;
import io.sparkactor.spi.ExecutorEnvironment;
import io.sparkactor.spi.ExecutorProvider;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Where the actors of one syndicate live: resolves their specs and opens what they need, once, when it is needed. Thread-safe. */
public final class Executions implements Hosting {

    private final SyndicateCore core;
    private final Backend backend;

    /** Guarded by this object, as is {@link #closed}. */
    private final Map<Execution, ActorExecutors> opened = new EnumMap<>(Execution.class);

    private boolean closed;

    /** The executions of a syndicate. */
    public Executions(SyndicateCore core, Backend backend) {
        this.core = core;
        this.backend = backend;
    }

    @Override
    public void check(ActorSpec<?> spec) {
        Execution where = resolve(spec);
        if (where == Execution.IN_PROCESS) {
            return;
        }
        if (!spec.isStateless()) {
            throw refused(
                    spec,
                    "is not stateless, but would run " + words(where)
                            + "; say .stateless() if it may end there at any time, or .execution(Execution.IN_PROCESS)");
        }
        if (where == Execution.PROCESS && spec.actorClass().isEmpty()) {
            throw refused(
                    spec,
                    "comes from a supplier, which cannot be handed to another JVM; make it of a class and the arguments of"
                            + " its constructor, ActorSpec.of(Worker.class, arguments…), or run it on a thread");
        }
        executors(where, spec);
    }

    @Override
    public <M> Actor<M> make(ActorCell<M> cell) {
        ActorSpec<M> spec = cell.spec();
        Execution where = resolve(spec);
        return where == Execution.IN_PROCESS
                ? spec.supplier().get()
                : ExecutorActor.make(cell, spec, executors(where, spec));
    }

    @Override
    public void close() {
        List<ActorExecutors> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(opened.values());
        }
        all.forEach(ActorExecutors::close);
    }

    private Execution resolve(ActorSpec<?> spec) {
        return spec.execution() == Execution.SYSTEM ? backend.execution() : spec.execution();
    }

    private synchronized ActorExecutors executors(Execution where, ActorSpec<?> spec) {
        ActorExecutors present = opened.get(where);
        if (present != null) {
            return present;
        }
        if (closed) {
            throw new SyndicateClosedException(
                    "the syndicate " + core.name() + " is closed, so it takes no new actors");
        }
        ActorExecutors made = where == Execution.THREAD
                ? new ThreadExecutors()
                : provider(where, spec).open(new ExecutorEnvironment(core.name(), core.hooks()));
        opened.put(where, made);
        return made;
    }

    private static ExecutorProvider provider(Execution where, ActorSpec<?> spec) {
        for (ExecutorProvider found :
                ServiceLoader.load(ExecutorProvider.class, ExecutorProvider.class.getClassLoader())) {
            if (found.execution() == where) {
                return found;
            }
        }
        throw refused(
                spec,
                "would run " + words(where)
                        + ", which needs the artifact io.sparkactor:spark-actor-process; add it to the"
                        + " class path or the module path, or choose Execution.THREAD");
    }

    private static InvalidActorSpecException refused(ActorSpec<?> spec, String why) {
        String who = spec.name()
                .map(name -> "the actor " + name)
                .or(() -> spec.actorClass().map(Class::getName))
                .orElse("the actor");
        return new InvalidActorSpecException(who + " " + why, null);
    }

    private static String words(Execution where) {
        return where == Execution.THREAD ? "on a thread of its own" : "in a process of its own";
    }
}
