package io.sparkactor;

/** Why an actor stopped. Immutable. */
public sealed interface ExitReason {

    /** It stopped itself, or somebody stopped it. */
    record Normal() implements ExitReason {}

    /**
     * A handler failed and supervision decided to stop it, or its start failed.
     *
     * @param cause what was thrown
     */
    record Failed(Throwable cause) implements ExitReason {}

    /**
     * A handler failed and supervision decided that the parent should fail with it.
     *
     * @param cause what the handler threw
     */
    record Escalated(Throwable cause) implements ExitReason {}

    /**
     * It failed once more after it had restarted as often as it may.
     *
     * @param limit how often it may
     * @param cause what was thrown last
     */
    record RestartedTooOften(RestartLimit limit, Throwable cause) implements ExitReason {}

    /**
     * An actor stopped abnormally that it was linked with, directly or by way of others.
     *
     * @param origin the actor that stopped first
     * @param reason why that one stopped; never {@code Normal} nor {@code Linked}
     */
    record Linked(ActorRef<?> origin, ExitReason reason) implements ExitReason {}

    /** Its parent stopped, or restarted: children end with the instance that created them. */
    record ParentStopped() implements ExitReason {}

    /** Its syndicate closed. */
    record SyndicateClosed() implements ExitReason {}

    /** No actor of its system has this id: it had stopped, for whatever reason, or was never there. Told of actors known by their id alone. */
    record NoActor() implements ExitReason {}

    /**
     * Nobody knows: the way to its system is lost for good, or none leads there. It may live on.
     *
     * @param why what became of the way, for people
     */
    record Unreachable(String why) implements ExitReason {}
}
