package io.sparkactor.spi;

import io.sparkactor.Actor;
import io.sparkactor.ActorSpec;
import io.sparkactor.InvalidActorSpecException;
import io.sparkactor.Message;
import io.sparkactor.internal.cell.ActorAccess;
import io.sparkactor.internal.cell.ActorType;
import io.sparkactor.internal.executor.HostedContext;
import java.util.Objects;

/**
 * The far side of an {@link ActorExecutor}: an instance of a user's actor that lives outside of any turn, and perhaps of any syndicate.
 *
 * <p>Its context does what its {@link ActorHost} offers; every other call throws {@link io.sparkactor.ExecutorCallException}. For one
 * thread at a time, with happens-before from each call to the next.
 *
 * @param <M> the type of messages
 */
public final class HostedActor<M> {

    private final Actor<M> actor;
    private final HostedContext<M> context;

    private HostedActor(Actor<M> actor, HostedContext<M> context) {
        this.actor = actor;
        this.context = context;
    }

    /**
     * Makes the instance that a spec describes and gives it its context.
     *
     * @throws InvalidActorSpecException if the spec gives null or an instance that is an actor already; what the constructor throws is
     *     passed on as it is, also if checked
     */
    public static <M> HostedActor<M> make(ActorSpec<M> spec, ActorHost<M> host) {
        Actor<M> made = spec.supplier().get();
        HostedContext<M> context = new HostedContext<>(Objects.requireNonNull(host, "host"));
        if (made == null || !ActorAccess.get().bind(made, context)) {
            throw new InvalidActorSpecException(
                    "the supplier of " + host.path() + " returned "
                            + (made == null ? "null" : "an instance that is an actor already")
                            + "; it must return a new actor at each call",
                    null);
        }
        return new HostedActor<>(made, context);
    }

    /** The type of messages that an actor class accepts, as the runtime reads it from the generic superclass. */
    public static Class<?> messageType(Class<?> actorClass) {
        return ActorType.of(Objects.requireNonNull(actorClass, "actorClass")).accepted();
    }

    /** The class of the instance. */
    public Class<?> actorClass() {
        return actor.getClass();
    }

    /** Calls {@code preStart}; throws what that throws. */
    public void preStart() throws Exception {
        context.run(() -> ActorAccess.get().preStart(actor));
    }

    /** Calls {@code process}; throws what that throws. */
    public void process(Message<M> message) throws Exception {
        context.run(() -> ActorAccess.get().process(actor, message));
    }

    /** Calls {@code postStop}; throws what that throws. */
    public void postStop() throws Exception {
        context.run(() -> ActorAccess.get().postStop(actor));
    }
}
