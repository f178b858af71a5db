package io.sparkactor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that an actor may do. Belongs to the actor's turn: every method but {@link #self}, {@link #path} and {@link #syndicate} throws
 * {@link NotInTurnException} on any other thread. After user code has run on another thread (an executor, a callback), come back by
 * telling oneself: {@code self().tell(…)} works everywhere.
 *
 * @param <M> the type of messages of the actor
 */
public interface ActorContext<M> extends ActorFactory {

    /** The actor's own ref. Thread-safe. */
    ActorRef<M> self();

    /** The actor's path, for people. Thread-safe. */
    String path();

    /** The syndicate that the actor lives in. Thread-safe. */
    Syndicate syndicate();

    /** The actor that created this one; empty for a top-level actor. */
    Optional<ActorRef<?>> parent();

    /** The living children, newest first; a snapshot. */
    List<ActorRef<?>> children();

    /** Sends a message to an actor, with this one as the sender; see {@link ActorRef#tell(Object)}. */
    <T> Delivery tell(T message, ActorRef<? super T> target);

    /** Asks and waits as long as the syndicate's default; see {@link ActorRef} for what it throws. */
    <P, R> R ask(Request<? super P, R> request, ActorRef<P> target);

    /** Asks and waits; see {@link ActorRef} for what it throws. */
    <P, R> R ask(Request<? super P, R> request, ActorRef<P> target, Duration timeout);

    /**
     * Sends a message to this actor after a delay, never early. It arrives as an ordinary message without sender.
     *
     * @param delay zero or more
     * @throws IllegalArgumentException if {@code delay} is negative
     */
    TimerHandle scheduleAfter(Duration delay, M message);

    /** Sends a message to this actor again and again, the first time after one period; see the longer form. */
    default TimerHandle scheduleEvery(Duration period, M message) {
        return scheduleEvery(Objects.requireNonNull(period, "period"), period, message);
    }

    /**
     * Sends a message to this actor again and again. At most one tick waits in the mailbox; ticks that would pile up are left out, so
     * that a slow actor never sees a burst.
     *
     * @param initialDelay until the first tick, zero or more
     * @param period from tick to tick, more than zero
     * @throws IllegalArgumentException if {@code period} is not positive or {@code initialDelay} is negative
     */
    TimerHandle scheduleEvery(Duration initialDelay, Duration period, M message);

    /**
     * Sends a message to this actor after a delay, be it in a later run of the program; see the form with a moment.
     *
     * @param id unique within this actor, not blank, and without half of a surrogate pair; a timer of the same id is replaced
     * @param delay zero or more
     * @throws IllegalArgumentException if {@code delay} is negative, or {@code id} is not as it should be
     */
    DurableTimer durableTimer(String id, Duration delay, M message);

    /**
     * Sends a message to this actor at a moment of the wall clock, be it in a later run of the program, and never early. When this returns
     * the timer is on stable storage; until then it blocks.
     *
     * <p>The timer belongs to the name of the actor: it survives restarts and stops, and waits until an actor of the same name, below actors
     * of the same names, is there. One that is due by then fires at once, in the order of the moments. A timer of the same id is
     * replaced, and does not fire any more. The message comes without a sender, <b>at least once</b>: it is settled when its handler has
     * returned, or has thrown and the actor goes on without another try. If the program ends before, or the actor stops, it comes again in
     * the next life of the actor. See {@link DurableTimer} for how to tell copies.
     *
     * @param id unique within this actor, not blank, and without half of a surrogate pair; a timer of the same id is replaced
     * @param due fires at once if it has passed
     * @param message written by the codec of the timers; what the handler gets is read from those bytes
     * @throws IllegalArgumentException if {@code id} is not as it should be
     * @throws io.sparkactor.spi.CodecException if the codec refuses the message; nothing has changed then
     * @throws TimerStoreException if the store fails; nothing has changed then
     * @throws IllegalStateException if the syndicate keeps no durable timers, or this actor or one above it was given no name
     */
    DurableTimer durableTimer(String id, Instant due, M message);

    /** Sends a message to this actor again and again, the first time after one period; see the longer form. */
    default DurableTimer durableTimerEvery(String id, Duration period, M message) {
        return durableTimerEvery(id, Objects.requireNonNull(period, "period"), period, message);
    }

    /**
     * Sends a message to this actor again and again, also in later runs of the program; for the rest as {@link #durableTimer(String,
     * Instant, Object)}. The moments are the first one and all that are a whole number of periods later. One firing is settled before
     * the next one comes, and those that were missed meanwhile, or while the program was down, are left out: they come as one.
     *
     * @param initialDelay until the first firing, zero or more
     * @param period from firing to firing, more than zero
     * @throws IllegalArgumentException if {@code period} is not positive, {@code initialDelay} is negative, or {@code id} is not as it
     *     should be
     */
    DurableTimer durableTimerEvery(String id, Duration initialDelay, Duration period, M message);

    /**
     * The durable timer of this actor that has an id, also if it was scheduled in an earlier run of the program.
     *
     * @return empty if there is none, or no more
     * @throws IllegalArgumentException if no timer can have that id
     */
    Optional<DurableTimer> findDurableTimer(String id);

    /**
     * Puts the message that is being handled aside, to be handled again after {@link #unstashAll}. It is neither processed nor answered
     * meanwhile: it is in flight, counts against the bound of the mailbox, its asker goes on waiting, and its time to live goes on. If the
     * handler throws after all, the message has failed and is not stashed.
     *
     * <p>The stash belongs to the actor, not to its instance: it survives a restart, after
     * which its messages come first, as after {@link #unstashAll}. When the actor stops, what is in it becomes dead
     * letters {@link DeadLetterReason#ACTOR_STOPPED}, and their askers are told.
     *
     * @throws IllegalStateException if no message is being handled (in a hook or a signal), or this one was stashed already
     */
    void stash();

    /**
     * Puts all stashed messages in front of what waits in the mailbox, in the order in which they were stashed. A message that was stashed
     * in the present handling follows when the handler has returned.
     */
    void unstashAll();

    /**
     * Lets another handler have the messages from the next one on, instead of {@link Actor#process} or of the handler that came before.
     * Hooks and signals stay with the actor; a restart begins with {@code process} again.
     *
     * <pre>{@code
     * context().become(this::whileConnected); // void whileConnected(ActorContext<Command> context, Message<Command> message)
     * }</pre>
     *
     * @param handler called in the actor's turn
     */
    void become(MessageHandler<M> handler);

    /** Lets {@link Actor#process} have the messages again, from the next one on. */
    void unbecome();

    /**
     * Wants to know when another actor stops: {@link Actor#onSignal} then gets one {@link ActorExited}, behind all that the other has
     * sent to this one. At once if it has stopped already. Monitoring twice is monitoring once; monitoring oneself does nothing.
     * Survives a restart of either, which is no exit. The other may live in another syndicate of this JVM, or in another system: then one
     * that is not there has {@link ExitReason.NoActor}, and {@link ExitReason.Unreachable} comes when the way to it is lost for good, or
     * at once if none leads there.
     *
     * @throws IllegalArgumentException if {@code target} is not an actor, as the ref of an inbox
     * @throws UnsupportedOperationException if its system has no word for that, as the Python original
     */
    void monitor(ActorRef<?> target);

    /** Ends {@link #monitor}: no {@link ActorExited} of this actor comes any more, not even one that is queued or on its way. */
    void unmonitor(ActorRef<?> target);

    /**
     * Ties the fates of this actor and another, in both directions: when either stops, the other stops with {@link
     * ExitReason.Linked}, overtaking its queue, unless it traps exits. A stop that is {@link ExitReason.Normal} only ends the link; so
     * does the close of the syndicate that both live in. If the other has stopped already, this is as if it stopped now. Linking
     * twice is linking once; linking oneself does nothing. Survives a restart of either, which is no exit. The other may live in
     * another syndicate of this JVM, or in another system: then {@link ExitReason.NoActor} and {@link ExitReason.Unreachable} are ends
     * that are not normal, the latter for both.
     *
     * @throws IllegalArgumentException if {@code target} is not an actor, as the ref of an inbox
     * @throws UnsupportedOperationException if its system has no word for that, as the Python original
     */
    void link(ActorRef<?> target);

    /** Ends {@link #link}, for both. An exit that has become a {@link LinkExited} in the mailbox already is still delivered. */
    void unlink(ActorRef<?> target);

    /**
     * Whether the stop of a linked actor, a normal one too, becomes a {@link LinkExited} for {@link Actor#onSignal} instead of
     * stopping this one; it arrives behind all that the other has sent to this one. Off at first; survives a restart.
     */
    void trapExits(boolean trap);

    /**
     * Wants to hear of channels, processes and files: {@link Actor#onSignal} gets one {@link WatchReady} for each that is ready, behind
     * what is queued then, and no other one of it until {@link #rearm}. So a flood on one starves neither the others nor messages.
     *
     * <p>This is the whole set: what was watched before and is not named here is watched no more, and nothing of it comes any more, not
     * even what is queued. {@code watch()} ends all. What was watched before and is named again is armed. All ends when the actor stops or
     * restarts; the channels and processes remain the caller's, to be closed by it or by {@link #own}. In {@code postStop} it does nothing.
     *
     * <p>A channel, and the output of a process, belongs to one actor of the syndicate at a time; exits and files are told to all who
     * watch. What can be watched no more is told by {@link WatchFailed}; that a channel was closed, within a tenth of a second.
     *
     * @throws WatchException if one is watched by another actor of this syndicate, is closed, in blocking mode, or of a kind that cannot
     *     be so, or the operating system refuses; then all is as it was
     * @throws SyndicateClosedException if the syndicate has closed
     */
    void watch(Watch... watches);

    /**
     * Wants to hear once more of something that this actor {@linkplain #watch watches}; at once if it is ready still or again. Nothing
     * happens if it is armed, or if its signal is queued.
     *
     * @throws WatchException if the actor does not watch it, as after {@code watch()}
     */
    void rearm(Watch watch);

    /**
     * Makes a resource the actor's own: it is closed when the actor stops or restarts, after {@code postStop}, those that were made
     * its own last first. What a close throws is published as {@link RuntimeEvent.ResourceCloseFailed} and stops nothing.
     *
     * @return the resource
     */
    <R extends AutoCloseable> R own(R resource);

    /** The number of this instance: 0 for the first, one more with each restart, also with those that failed to start. */
    int generation();

    /** Stops this actor when the present handler has returned; what waits in the mailbox becomes dead letters. */
    void stop();

    /** Stops another actor; see {@link Syndicate#stop}. */
    void stop(ActorRef<?> target);

    /** Stops another actor, or this one, when it has handled all that is queued now; see {@link Syndicate#stopAfterQueue}. */
    void stopAfterQueue(ActorRef<?> target);
}
