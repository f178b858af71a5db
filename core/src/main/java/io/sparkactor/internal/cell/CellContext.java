package io.sparkactor.internal.cell;

import io.sparkactor.ActorContext;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Delivery;
import io.sparkactor.DurableTimer;
import io.sparkactor.MessageHandler;
import io.sparkactor.NotInTurnException;
import io.sparkactor.Request;
import io.sparkactor.Syndicate;
import io.sparkactor.TimerHandle;
import io.sparkactor.Watch;
import io.sparkactor.internal.waiting.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an actor may do: the context is the cell too. Confined to the turn, but for what says otherwise.
 *
 * @param <M> the type of messages
 */
abstract class CellContext<M> extends CellReceiver<M> implements ActorContext<M> {

    CellContext(SyndicateCore core, @Nullable ActorCell<?> parent, ActorSpec<M> spec) {
        super(core, parent, spec);
    }

    @Override
    public final ActorRef<M> self() {
        return this;
    }

    @Override
    public final Syndicate syndicate() {
        return core().syndicate();
    }

    @Override
    public final Optional<ActorRef<?>> parent() {
        inTurn("parent()");
        ActorCell<?> parent = cell().parentCell();
        return parent == null || parent == core().root() ? Optional.empty() : Optional.of(parent);
    }

    @Override
    public final List<ActorRef<?>> children() {
        inTurn("children()");
        return List.copyOf(ChildList.copy(cell()));
    }

    @Override
    public final <T> Delivery tell(T message, ActorRef<? super T> target) {
        Objects.requireNonNull(message, "message");
        BaseRef<?> ref = BaseRef.of(target);
        TurnState turn = inTurn("tell(…)");
        return ref.deliver(Envelope.tell(message, this, turn), turn);
    }

    @Override
    public final <P, R> R ask(Request<? super P, R> request, ActorRef<P> target) {
        inTurn("ask(…)");
        Objects.requireNonNull(request, "request");
        return BaseRef.of(target).ask(request);
    }

    @Override
    public final <P, R> R ask(Request<? super P, R> request, ActorRef<P> target, Duration timeout) {
        inTurn("ask(…)");
        Objects.requireNonNull(request, "request");
        return BaseRef.of(target).ask(request, timeout);
    }

    @Override
    public final <C> ActorRef<C> createActor(ActorSpec<C> spec) {
        inTurn("createActor(…)");
        return CellStart.create(cell(), spec);
    }

    @Override
    public final TimerHandle scheduleAfter(Duration delay, M message) {
        inTurn("scheduleAfter(…)");
        Objects.requireNonNull(message, "message");
        return ActorTimer.start(cell(), message, Deadlines.nanos(Deadlines.notNegative(delay, "delay")), 0);
    }

    @Override
    public final TimerHandle scheduleEvery(Duration initialDelay, Duration period, M message) {
        inTurn("scheduleEvery(…)");
        Objects.requireNonNull(message, "message");
        return ActorTimer.start(
                cell(),
                message,
                Deadlines.nanos(Deadlines.notNegative(initialDelay, "initialDelay")),
                Deadlines.nanos(Deadlines.positive(period, "period")));
    }

    @Override
    public final DurableTimer durableTimer(String id, Duration delay, M message) {
        inTurn("durableTimer(…)");
        long nanos = Deadlines.nanos(Deadlines.notNegative(delay, "delay"));
        return durable(id, core().hooks().now().plusNanos(nanos), Duration.ZERO, message);
    }

    @Override
    public final DurableTimer durableTimer(String id, Instant due, M message) {
        inTurn("durableTimer(…)");
        return durable(id, Objects.requireNonNull(due, "due"), Duration.ZERO, message);
    }

    @Override
    public final DurableTimer durableTimerEvery(String id, Duration initialDelay, Duration period, M message) {
        inTurn("durableTimerEvery(…)");
        long nanos = Deadlines.nanos(Deadlines.notNegative(initialDelay, "initialDelay"));
        Duration every = Duration.ofNanos(Deadlines.nanos(Deadlines.positive(period, "period")));
        return durable(id, core().hooks().now().plusNanos(nanos), every, message);
    }

    private DurableTimer durable(String id, Instant due, Duration period, M message) {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(message, "message");
        return DurableOwner.schedule(cell(), id, due, period, message);
    }

    @Override
    public final Optional<DurableTimer> findDurableTimer(String id) {
        inTurn("findDurableTimer(…)");
        return DurableOwner.find(cell(), Objects.requireNonNull(id, "id"));
    }

    @Override
    public final void stash() {
        TurnState turn = inTurn("stash()");
        extras().stash(cell()).add(turn);
    }

    @Override
    public final void unstashAll() {
        TurnState turn = inTurn("unstashAll()");
        extras().stash(cell()).resumeAll(turn.isObeying());
    }

    @Override
    public final void become(MessageHandler<M> handler) {
        inTurn("become(…)");
        handleBy(Objects.requireNonNull(handler, "handler"));
    }

    @Override
    public final void unbecome() {
        inTurn("unbecome()");
        handleBy(null);
    }

    @Override
    public final void monitor(ActorRef<?> target) {
        inTurn("monitor(…)");
        CellExit.monitor(cell(), target);
    }

    @Override
    public final void unmonitor(ActorRef<?> target) {
        inTurn("unmonitor(…)");
        CellExit.unmonitor(cell(), target);
    }

    @Override
    public final void link(ActorRef<?> target) {
        inTurn("link(…)");
        CellExit.link(cell(), target);
    }

    @Override
    public final void unlink(ActorRef<?> target) {
        inTurn("unlink(…)");
        CellExit.unlink(cell(), target);
    }

    @Override
    public final void trapExits(boolean trap) {
        inTurn("trapExits(…)");
        cell().extras().trapsExits = trap;
    }

    @Override
    public final void watch(Watch... watches) {
        inTurn("watch(…)");
        Objects.requireNonNull(watches, "watches");
        if (cell().state() <= ActorCell.RUNNING) { // not in postStop, behind which nobody would let go of them
            extras().watches(cell()).replace(watches);
        }
    }

    @Override
    public final void rearm(Watch watch) {
        inTurn("rearm(…)");
        Objects.requireNonNull(watch, "watch");
        if (cell().state() <= ActorCell.RUNNING) {
            extras().watches(cell()).rearm(watch);
        }
    }

    @Override
    public final <R extends AutoCloseable> R own(R resource) {
        inTurn("own(…)");
        cell().extras().own(Objects.requireNonNull(resource, "resource"));
        return resource;
    }

    @Override
    public final int generation() {
        inTurn("generation()");
        return presentGeneration();
    }

    @Override
    public final void stop() {
        TurnState turn = inTurn("stop()");
        if (turn.message() != null) {
            turn.stopBehindMessage(); // spares the way by a command
        } else {
            cell().stopSelf();
        }
    }

    @Override
    public final void stop(ActorRef<?> target) {
        inTurn("stop(…)");
        core().syndicate().stop(target);
    }

    @Override
    public final void stopAfterQueue(ActorRef<?> target) {
        inTurn("stopAfterQueue(…)");
        core().syndicate().stopAfterQueue(target);
    }

    /** Checks that the calling thread is in this actor's turn. */
    private TurnState inTurn(String call) {
        TurnState turn = TurnState.current();
        if (turn == null || turn.cell() != this) {
            throw new NotInTurnException(call + " of " + path() + " was called on " + Thread.currentThread()
                    + ", which is not in the turn of this actor; from other threads use self().tell(…)");
        }
        return turn;
    }
}
