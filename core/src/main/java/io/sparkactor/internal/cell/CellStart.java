package io.sparkactor.internal.cell;

import io.sparkactor.Actor;
import io.sparkactor.ActorCreationException;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.ActorStoppedException;
import io.sparkactor.Execution;
import io.sparkactor.ExecutorCallException;
import io.sparkactor.ExitReason;
import io.sparkactor.InvalidActorSpecException;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.SparkException;
import io.sparkactor.Supervision;
import io.sparkactor.SyndicateClosedException;
import io.sparkactor.internal.events.Failures;
import io.sparkactor.internal.stack.StackReserve;
import java.util.Objects;

/**
 * How an actor begins: on the thread of its creator, as the new actor, before its ref is known to anybody else. Stateless.
 *
 * <p>What the new actor tells its own ref to, and what is sent to it meanwhile, waits in its mailbox until the start has ended.
 */
public final class CellStart {

    private CellStart() {}

    /** Makes the parent of the top-level actors, which handles no messages. */
    static ActorCell<Object> root(SyndicateCore core) {
        ActorSpec<Object> spec = ActorSpec.handling(Object.class, (context, message) -> {});
        ActorCell<Object> root = new ActorCell<>(core, null, spec);
        Actor<Object> guardian = spec.supplier().get();
        boolean bound = ActorAccessHolder.Ready.ACCESS.bind(guardian, root);
        assert bound;
        root.bind(guardian, ActorType.accepting(Object.class));
        root.setState(ActorCell.RUNNING);
        root.started();
        return root;
    }

    /** Creates a top-level actor; see {@link io.sparkactor.ActorFactory#createActor(ActorSpec)}. */
    public static <M> ActorRef<M> createTopLevel(SyndicateCore core, ActorSpec<M> spec) {
        TurnState turn = TurnState.current();
        if (core.isClosing() && turn == null) {
            throw closed(core);
        }
        if (turn != null && turn.isSpeaking() && turn.cell() != null) {
            throw new ExecutorCallException("createActor(…)", turn.cell().path());
        }
        return create(core.root(), spec);
    }

    static <M> ActorRef<M> create(ActorCell<?> parent, ActorSpec<M> spec) {
        Objects.requireNonNull(spec, "spec");
        if (spec.execution() != Execution.IN_PROCESS) {
            parent.core().hosting().check(spec);
        }
        StackReserve.checkLarge(); // half a start would leave a name taken and a child that never stops
        ActorCell<M> cell = new ActorCell<>(parent.core(), parent, spec);
        cell.core().names().take(cell);
        if (!ChildList.link(parent, cell)) {
            cell.core().names().free(cell);
            throw parent == parent.core().root() || parent.core().isClosing()
                    ? closed(parent.core())
                    : new ActorStoppedException(parent.path() + " stops or restarts, so it takes no new children");
        }
        start(cell);
        if (cell.core().isShutDown()) {
            throw closed(
                    cell.core()); // the start has outlasted the close, which stops the actor by way of its own turn
        }
        return cell;
    }

    private static <M> void start(ActorCell<M> cell) {
        TurnState.Frame frame = TurnState.push(cell, cell.core());
        try {
            Actor<M> instance = make(cell);
            DurableOwner.begin(cell);
            ActorAccessHolder.Ready.ACCESS.preStart(instance);
        } catch (Throwable thrown) {
            frame.pop();
            throw abort(cell, thrown);
        }
        frame.pop();
        cell.setState(ActorCell.RUNNING);
        cell.core().names().started(cell);
        cell.core().events().publish(() -> new RuntimeEvent.ActorStarted(cell.path()));
        cell.started();
    }

    /** Makes an instance and binds it to its cell; its {@code preStart} is the next step. */
    static <M> Actor<M> make(ActorCell<M> cell) {
        ActorSpec<M> spec = cell.spec();
        Actor<M> instance = spec.execution() == Execution.IN_PROCESS
                ? spec.supplier().get()
                : cell.core().hosting().make(cell);
        if (instance == null) {
            throw new InvalidActorSpecException(
                    "the supplier of " + cell.path() + " returned null; it must return a new actor", null);
        }
        try {
            bind(cell, instance);
            return instance;
        } catch (Throwable thrown) {
            if (instance instanceof ProxyActor<M> proxy) {
                proxy.abandon(); // it has not come so far that postStop would
            }
            throw thrown;
        }
    }

    private static <M> void bind(ActorCell<M> cell, Actor<M> instance) {
        if (!ActorAccessHolder.Ready.ACCESS.bind(instance, cell)) {
            throw new InvalidActorSpecException(
                    "the supplier of " + cell.path() + " returned an instance of "
                            + instance.getClass().getName()
                            + " that is an actor already; it must return a new one at each call",
                    null);
        }
        Class<?> accepting = cell.spec().accepting().orElse(null);
        Class<?> actorClass = instance instanceof ProxyActor<M> proxy ? proxy.actorClass() : instance.getClass();
        cell.bind(instance, accepting == null ? ActorType.of(actorClass) : ActorType.accepting(accepting));
        Supervision forChildren = Objects.requireNonNull(
                ActorAccessHolder.Ready.ACCESS.childSupervision(instance), "childSupervision() returned null");
        if (forChildren != Supervision.stop() || cell.extrasIfAny() != null) {
            cell.extras().childSupervision = forChildren;
        }
    }

    /** The start failed: the cell stops by way of its own turn, as it may have children and messages already. */
    private static SparkException abort(ActorCell<?> cell, Throwable thrown) {
        String path = cell.path();
        cell.extras().endDurableTimers();
        cell.core().names().free(cell);
        cell.neverStarted();
        cell.stop(new ExitReason.Failed(thrown));
        cell.core().events().publish(() -> new RuntimeEvent.StartFailed(path, thrown));
        cell.started();
        return thrown instanceof InvalidActorSpecException invalid
                ? invalid
                : new ActorCreationException(path + " could not be started: " + Failures.text(thrown), thrown);
    }

    private static SyndicateClosedException closed(SyndicateCore core) {
        return new SyndicateClosedException(
                "the syndicate " + core.name() + " is closing or closed, so it takes no new actors");
    }
}
