package io.sparkactor.troupe;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.ChildExited;
import io.sparkactor.Message;
import io.sparkactor.Signal;
import io.sparkactor.TimerHandle;
import io.sparkactor.spi.Attachment;
import io.sparkactor.spi.Delegation;
import io.sparkactor.spi.Notice;
import io.sparkactor.spi.NoticeHandler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The actor behind the ref of a troupe: holds the jobs, and hears what becomes of them. In its own turn; never waits for a worker, but for
 * its start.
 *
 * @param <M> the type of the jobs
 */
final class TroupeManager<M> extends Actor<M> implements NoticeHandler {

    private final ActorSpec<M> worker;
    private final TroupeSettings<M> initial;
    private @Nullable Foreman<M> foreman;

    TroupeManager(ActorSpec<M> worker, TroupeSettings<M> initial) {
        this.worker = worker;
        this.initial = initial;
    }

    @Override
    protected void preStart() {
        ActorRef<?> self = self();
        ActorRef<TroupeCommand> control =
                createActor(ActorSpec.of(() -> new TroupeControl(self, worker)).named("control"));
        Attachment.set(context(), new TroupeControl.Place(control));
        foreman = new Foreman<>(context(), this::after, worker, initial);
    }

    private Foreman<M> foreman() {
        Foreman<M> present = foreman;
        if (present == null) {
            throw new IllegalStateException(context().path() + " has not been started");
        }
        return present;
    }

    /** What a timer of the troupe brings. It is of no type that others can send. */
    private record Tick(Runnable action) {}

    @SuppressWarnings("unchecked") // a tick comes as it is, and process looks for it first
    private TimerHandle after(Duration delay, Runnable action) {
        return scheduleAfter(delay, (M) new Tick(action));
    }

    @Override
    protected void process(Message<M> message) {
        if ((Object) message.content() instanceof Tick(Runnable action)) {
            action.run();
        } else {
            foreman().take(Delegation.hold(message));
        }
    }

    @Override
    @SuppressWarnings("unchecked") // what comes back is what was given
    public void onNotice(Notice notice) {
        switch (notice) {
            case Delegation.Ended ended -> foreman().ended(ended);
            case TroupeControl.Order(Message<TroupeCommand> order) -> obey(order);
            default ->
                throw new IllegalArgumentException(
                        "a troupe knows no " + notice.getClass().getName());
        }
    }

    private void obey(Message<TroupeCommand> order) {
        switch (order.content()) {
            case GetTroupeStatus request -> order.reply(request, foreman().status());
            case UpdateTroupeSettings request -> {
                foreman().change(request);
                order.reply(request, foreman().status());
            }
        }
    }

    @Override
    protected void onSignal(Signal signal) {
        if (signal instanceof ChildExited(ActorRef<?> child, var _)) {
            foreman().exited(child);
        }
    }
}
