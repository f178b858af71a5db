package io.sparkactor.spi;

import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.ConnectionState;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.SystemId;
import org.jspecify.annotations.Nullable;

/** What a {@link Transport} finds in its syndicate. Thread-safe; nothing here blocks. */
public interface TransportHome {

    /** The name of the syndicate. */
    String name();

    /** Its identity. */
    SystemId systemId();

    /** Time, threads and randomness. */
    RuntimeHooks hooks();

    /** Its timers. */
    TimerService timers();

    /**
     * Hands in a message that has come. It is taken, or refused with the reason; the sender's {@link RemoteAsker} is not told of such a
     * refusal. The reply to an ask is taken from the system of whoever is to reply alone; of another one it is refused as for nobody.
     *
     * @param peer the system that has sent it, of which the transport is as sure as it can be; null if it cannot know, or if that system lets
     *     others reply in its place, as the Python original does
     * @throws IllegalArgumentException if its target is of another system
     */
    Delivery receive(@Nullable SystemId peer, InboundMessage message);

    /**
     * The asker in this system was answered by nothing but a failure of the handler. Nothing happens if it waits no more.
     *
     * @param peer the system that says so
     * @return false if it has asked another system; then nothing happens
     */
    boolean handlerThrew(SystemId peer, ActorId asker, Throwable cause);

    /**
     * The actor that was asked has stopped.
     *
     * @return as {@link #handlerThrew}
     */
    boolean targetStopped(SystemId peer, ActorId asker);

    /**
     * What was asked was refused on its way.
     *
     * @return as {@link #handlerThrew}
     */
    boolean refused(SystemId peer, ActorId asker, DeadLetterReason reason);

    /**
     * Hands in a control that has come, in order with the messages from there. One that concerns nobody any more does nothing.
     *
     * @param peer the system that has sent it, of which the transport is as sure as it can be
     * @throws IllegalArgumentException if that is this system itself
     */
    void control(SystemId peer, RemoteControl control);

    /**
     * The way to a system is lost for good: what it has sent and did not come will not come, and what was taken for it may never arrive.
     * Monitors of its actors, and links with them, end with {@link io.sparkactor.ExitReason.Unreachable}, and so do streams. To be said whenever a way is lost,
     * in order with what came by it, and before anything is taken for a new one. Nothing happens if there is nothing to end.
     *
     * @param why why, for people
     */
    void peerLost(SystemId peer, String why);

    /** The ref of whoever has an id, in this system or another. */
    ActorRef<Object> ref(ActorId id);

    /** Says how a connection stands now, to those who have subscribed to events. */
    void connectionChanged(SystemId peer, ConnectionState state, @Nullable String why);
}
