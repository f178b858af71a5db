package io.sparkactor;

/**
 * A fact from the system, as opposed to a message from somebody; handled in {@link Actor#onSignal}.
 *
 * <p>Signals are certain: no mailbox limit refuses them. A signal about an actor arrives behind all that this actor had sent to the
 * receiver before. They are not messages and stand in no ledger. Immutable.
 */
public sealed interface Signal permits ChildExited, ActorExited, LinkExited, WatchReady, WatchFailed {}
