package io.sparkactor;

import io.sparkactor.internal.cell.ActorAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that has a mailbox and handles one message at a time: the class that users extend.
 *
 * <p>All methods of an actor run in its <em>turn</em>: one at a time, on whatever thread, with happens-before from each to the next.
 * So plain fields are enough for its state, and it may block: {@code ask}, JDBC, HTTP and {@code Thread.sleep} cost a parked virtual
 * thread. The protected shortcuts belong to the turn too; called from any other thread they throw {@link NotInTurnException}.
 *
 * <p>What a handler throws fails its own message: an asker is told at once, and supervision decides about the actor, which stops
 * unless its {@link Supervision} says otherwise.
 *
 * @param <M> the type of messages that it handles, by best practice a sealed interface of records; read from the generic
 *     superclass of the actor's class. A message of another type is dead-lettered as {@link DeadLetterReason#WRONG_TYPE}
 */
public abstract class Actor<M> {

    static {
        ActorAccess.install(new ActorBridge());
    }

    @Nullable
    ActorContext<M> context;

    /** For subclasses. The context is not there yet: use {@link #preStart} for all that needs it. */
    protected Actor() {}

    /**
     * Handles one message.
     *
     * @param message the message, valid beyond the call; never null
     * @throws Exception anything: the message then counts as failed, its asker gets an {@link AskFailedException}, and supervision
     *     decides about the actor
     */
    protected abstract void process(Message<M> message) throws Exception;

    /**
     * Called once before the first message, on the thread that creates the actor and before the ref is published; on a restart, for
     * the new instance and in the actor's turn.
     *
     * @throws Exception anything: the creation then fails with an {@link ActorCreationException}; on a restart, supervision decides
     *     anew, and the failure counts against the limit of restarts
     */
    protected void preStart() throws Exception {}

    /**
     * Called once after the last message of this instance, when all children have stopped: before the actor stops or restarts. Not
     * called if {@link #preStart} has failed.
     *
     * @throws Exception anything: it is recorded as an event and does not stop the stopping
     */
    protected void postStop() throws Exception {}

    /**
     * Handles a fact that the system reports. By default nothing happens.
     *
     * @param signal the fact; it arrives behind everything that the actor it is about has sent to this one before
     * @throws Exception anything: handled like the failure of a message
     */
    protected void onSignal(Signal signal) throws Exception {}

    /**
     * The strategy for the children of this actor that were given none by {@link ActorSpec#supervision}. Called once for each
     * instance, before {@link #preStart}. By default {@link Supervision#stop}.
     */
    protected Supervision childSupervision() {
        return Supervision.stop();
    }

    /**
     * All that this actor may do.
     *
     * @throws NotInTurnException in the constructor, where the actor has no context yet
     */
    protected final ActorContext<M> context() {
        ActorContext<M> bound = context;
        if (bound == null) {
            throw new NotInTurnException("context() of " + getClass().getName()
                    + " was called before the actor was started; use preStart()");
        }
        return bound;
    }

    /** This actor's own ref; free to be used anywhere and by any thread. */
    protected final ActorRef<M> self() {
        return context().self();
    }

    /** See {@link ActorContext#tell(Object, ActorRef)}. */
    protected final <T> Delivery tell(T message, ActorRef<? super T> target) {
        return context().tell(message, target);
    }

    /** See {@link ActorContext#ask(Request, ActorRef)}. */
    protected final <P, R> R ask(Request<? super P, R> request, ActorRef<P> target) {
        return context().ask(request, target);
    }

    /** See {@link ActorContext#ask(Request, ActorRef, Duration)}. */
    protected final <P, R> R ask(Request<? super P, R> request, ActorRef<P> target, Duration timeout) {
        return context().ask(request, target, timeout);
    }

    /** See {@link ActorFactory#createActor(Supplier)}; the new actor is a child of this one. */
    protected final <C> ActorRef<C> createActor(Supplier<? extends Actor<C>> supplier) {
        return context().createActor(supplier);
    }

    /** See {@link ActorFactory#createActor(ActorSpec)}; the new actor is a child of this one. */
    protected final <C> ActorRef<C> createActor(ActorSpec<C> spec) {
        return context().createActor(spec);
    }

    /** See {@link ActorContext#scheduleAfter}. */
    protected final TimerHandle scheduleAfter(Duration delay, M message) {
        return context().scheduleAfter(delay, message);
    }

    /** See {@link ActorContext#scheduleEvery(Duration, Object)}. */
    protected final TimerHandle scheduleEvery(Duration period, M message) {
        return context().scheduleEvery(period, message);
    }

    /** See {@link ActorContext#durableTimer(String, Duration, Object)}. */
    protected final DurableTimer durableTimer(String id, Duration delay, M message) {
        return context().durableTimer(id, delay, message);
    }

    /** See {@link ActorContext#durableTimer(String, Instant, Object)}. */
    protected final DurableTimer durableTimer(String id, Instant due, M message) {
        return context().durableTimer(id, due, message);
    }

    /** See {@link ActorContext#durableTimerEvery(String, Duration, Object)}. */
    protected final DurableTimer durableTimerEvery(String id, Duration period, M message) {
        return context().durableTimerEvery(id, period, message);
    }

    /** See {@link ActorContext#findDurableTimer}. */
    protected final Optional<DurableTimer> findDurableTimer(String id) {
        return context().findDurableTimer(id);
    }

    /** See {@link ActorContext#stash()}. */
    protected final void stash() {
        context().stash();
    }

    /** See {@link ActorContext#unstashAll()}. */
    protected final void unstashAll() {
        context().unstashAll();
    }

    /** See {@link ActorContext#become}. */
    protected final void become(MessageHandler<M> handler) {
        context().become(handler);
    }

    /** See {@link ActorContext#unbecome()}. */
    protected final void unbecome() {
        context().unbecome();
    }

    /** See {@link ActorContext#monitor}. */
    protected final void monitor(ActorRef<?> target) {
        context().monitor(target);
    }

    /** See {@link ActorContext#unmonitor}. */
    protected final void unmonitor(ActorRef<?> target) {
        context().unmonitor(target);
    }

    /** See {@link ActorContext#link}. */
    protected final void link(ActorRef<?> target) {
        context().link(target);
    }

    /** See {@link ActorContext#unlink}. */
    protected final void unlink(ActorRef<?> target) {
        context().unlink(target);
    }

    /** See {@link ActorContext#trapExits}. */
    protected final void trapExits(boolean trap) {
        context().trapExits(trap);
    }

    /** See {@link ActorContext#watch}. */
    protected final void watch(Watch... watches) {
        context().watch(watches);
    }

    /** See {@link ActorContext#rearm}. */
    protected final void rearm(Watch watch) {
        context().rearm(watch);
    }

    /** See {@link ActorContext#own}. */
    protected final <R extends AutoCloseable> R own(R resource) {
        return context().own(resource);
    }

    /** See {@link ActorContext#stop()}. */
    protected final void stop() {
        context().stop();
    }
}
