package io.sparkactor.troupe;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.InvalidActorSpecException;
import io.sparkactor.Message;
import io.sparkactor.spi.Delegation;
import io.sparkactor.spi.Notice;

/**
 * Where a troupe takes orders: a child of the manager, whose own messages are the jobs. It passes on what can be obeyed, and the manager
 * answers. In its own turn.
 */
final class TroupeControl extends Actor<TroupeCommand> {

    private final ActorRef<?> manager;
    private final ActorSpec<?> worker;

    TroupeControl(ActorRef<?> manager, ActorSpec<?> worker) {
        this.manager = manager;
        this.worker = worker;
    }

    @Override
    protected void process(Message<TroupeCommand> message) {
        if (message.content() instanceof UpdateTroupeSettings update) {
            try {
                update.execution().ifPresent(execution -> TroupeChecks.canRun(worker, execution));
            } catch (InvalidActorSpecException e) {
                // Fails the order alone, where a throw would stop or restart this actor.
                Delegation.hold(message).fail(e);
                return;
            }
        }
        Notice.tell(manager, new Order(message));
    }

    /** What a troupe was told. */
    record Order(Message<TroupeCommand> message) implements Notice {}

    /** Where the orders of a troupe go, attached to its manager. */
    record Place(ActorRef<TroupeCommand> ref) {}
}
