package io.sparkactor;

import java.time.Duration;

/** Something that happened in a syndicate and that an operator may want to know. Immutable. */
public sealed interface RuntimeEvent {

    /**
     * An actor has started.
     *
     * @param path the path of the actor
     */
    record ActorStarted(String path) implements RuntimeEvent {}

    /**
     * An actor has stopped.
     *
     * @param path the path of the actor
     * @param reason why
     */
    record ActorStopped(String path, ExitReason reason) implements RuntimeEvent {}

    /**
     * A handler threw, or {@code onSignal} did.
     *
     * @param path the path of the actor
     * @param messageType the class of the message or signal
     * @param cause what was thrown
     */
    record HandlerFailed(String path, Class<?> messageType, Throwable cause) implements RuntimeEvent {}

    /**
     * The thread or the process that an actor lives in has come to its end while it handled nothing. Supervision decides, as about a
     * failure.
     *
     * @param path the path of the actor
     * @param cause what happened
     */
    record ExecutorDied(String path, Throwable cause) implements RuntimeEvent {}

    /**
     * An actor goes on after a failure, with its state as it is.
     *
     * @param path the path of the actor
     * @param cause what was thrown
     */
    record ActorResumed(String path, Throwable cause) implements RuntimeEvent {}

    /**
     * An actor has restarted: a new instance has started.
     *
     * @param path the path of the actor
     * @param generation the number of the new instance; the first one was 0
     * @param cause why: what was thrown, by this actor or by the sibling that it restarts with
     */
    record ActorRestarted(String path, int generation, Throwable cause) implements RuntimeEvent {}

    /**
     * The new instance of an actor that restarts could not be made, or its {@code preStart} threw. Supervision decides anew.
     *
     * @param path the path of the actor
     * @param cause what was thrown
     */
    record RestartFailed(String path, Throwable cause) implements RuntimeEvent {}

    /**
     * A failure was passed on to the parent, which fails with it; for a top-level actor there is nobody to pass it on to, and the
     * syndicate goes on without the actor.
     *
     * @param path the path of the actor that failed, and stops
     * @param cause what was thrown
     */
    record FailureEscalated(String path, Throwable cause) implements RuntimeEvent {}

    /**
     * A resource that an actor owned threw when it was closed.
     *
     * @param path the path of the actor
     * @param resourceType the class of the resource
     * @param cause what was thrown
     */
    record ResourceCloseFailed(String path, Class<?> resourceType, Throwable cause) implements RuntimeEvent {}

    /**
     * The constructor or {@code preStart} of a new actor threw, so that there is no actor; its creator has got the exception.
     *
     * @param path the path that it would have had
     * @param cause what was thrown
     */
    record StartFailed(String path, Throwable cause) implements RuntimeEvent {}

    /**
     * {@code postStop} threw.
     *
     * @param path the path of the actor
     * @param cause what was thrown
     */
    record PostStopFailed(String path, Throwable cause) implements RuntimeEvent {}

    /**
     * A message was refused or became a dead letter. A reply that came too late is one of reason
     * {@link DeadLetterReason#LATE_REPLY}.
     *
     * @param deadLetter the message, and why
     */
    record DeadLettered(DeadLetter deadLetter) implements RuntimeEvent {}

    /**
     * An ask, or an ask for a stream, ended without its reply.
     *
     * @param asker the path of the actor that has asked, or of the syndicate if it was no actor
     * @param target the path of who was asked
     * @param requestType the class of the request
     * @param failure why there is no reply
     * @param waited how long it had waited
     */
    record AskFailed(String asker, String target, Class<?> requestType, Failure failure, Duration waited)
            implements RuntimeEvent {

        /** Why an ask has no reply. */
        public enum Failure {
            /** Its time was over. */
            TIMED_OUT,
            /** The handler threw, or failed the stream. */
            HANDLER_FAILED,
            /** The target had stopped, or stopped without having replied. */
            TARGET_STOPPED,
            /** The request was refused for another reason. */
            REFUSED,
            /** Actors waited for each other in a circle. */
            CYCLE,
            /** The asking actor was told to stop. */
            ASKER_STOPPED,
            /** The asking thread was interrupted, or the future was cancelled. */
            CANCELLED
        }
    }

    /**
     * The limit of queued messages is reached: sends from outside are refused until there is room. Actors go on sending, so one of
     * those who send much is named.
     *
     * @param queued how many are queued
     * @param limit how many may be
     * @param sender the path of an actor that sent beyond the limit, or of an outside sender
     */
    record QueueLimitReached(long queued, long limit, String sender) implements RuntimeEvent {}

    /**
     * A bounded mailbox has passed its mark, 80 % unless {@link Mailbox#highWater} says otherwise.
     *
     * @param path the path of the actor
     * @param held how many messages are at the actor
     * @param bound how many may be
     */
    record MailboxFilling(String path, int held, int bound) implements RuntimeEvent {}

    /**
     * A bounded mailbox that had passed its mark is below it again, by an eighth of the bound.
     *
     * @param path the path of the actor
     * @param held how many messages are at the actor
     * @param bound how many may be
     */
    record MailboxEased(String path, int held, int bound) implements RuntimeEvent {}

    /**
     * A handler ran so long that its processor was given to other actors; it goes on beside them.
     *
     * @param path the path of the actor
     * @param ran how long it had run
     */
    record TurnEvicted(String path, Duration ran) implements RuntimeEvent {}

    /**
     * A connection to another system has come about, was cut, or was given up.
     *
     * @param peer the system
     * @param state how it stands now
     * @param why what has happened, for people; empty where there is nothing to say
     */
    record ConnectionChanged(SystemId peer, ConnectionState state, String why) implements RuntimeEvent {}

    /**
     * A system is a member of the federation now.
     *
     * @param member what it says of itself
     */
    record MemberJoined(FederationMember member) implements RuntimeEvent {}

    /**
     * A member says something else of itself than before, of what it can, hosts, or where it is.
     *
     * @param member what it says now
     */
    record MemberUpdated(FederationMember member) implements RuntimeEvent {}

    /**
     * A system is a member of the federation no more.
     *
     * @param member as it was known last
     * @param why why
     */
    record MemberLeft(FederationMember member, Why why) implements RuntimeEvent {

        /** Why a system is a member no more. */
        public enum Why {
            /** It, or this system, has left or closed. */
            LEFT,
            /** Nothing was heard of it for as long as its lease. */
            LEASE_EXPIRED,
            /** The way to it is lost for good; it may live on. */
            UNREACHABLE
        }
    }

    /**
     * A durable timer of an actor that starts is not armed, as its message cannot be read or is of a type that the actor does not accept. It
     * is kept: a program that can read it fires it.
     *
     * @param path the path of the actor
     * @param timerId the id of the timer
     * @param cause why
     */
    record DurableTimerKept(String path, String timerId, Throwable cause) implements RuntimeEvent {}

    /**
     * A durable timer has fired and that was handled, but the store failed to take note of it: its message may come once more in the next
     * life of the actor.
     *
     * @param path the path of the actor
     * @param timerId the id of the timer
     * @param cause what the store threw
     */
    record DurableTimerUnsettled(String path, String timerId, Throwable cause) implements RuntimeEvent {}

    /**
     * A subscriber was too slow, so it misses some events.
     *
     * @param count how many
     */
    record EventsLost(long count) implements RuntimeEvent {}
}
