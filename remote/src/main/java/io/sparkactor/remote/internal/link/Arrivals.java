package io.sparkactor.remote.internal.link;

import io.sparkactor.ActorId;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.RemoteFailureException;
import io.sparkactor.SystemId;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.codec.ControlReader;
import io.sparkactor.remote.internal.net.Deadlines;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.session.FailureCause;
import io.sparkactor.remote.internal.session.SessionException;
import io.sparkactor.remote.internal.session.SessionFrame;
import io.sparkactor.spi.CodecException;
import io.sparkactor.spi.InboundMessage;
import io.sparkactor.spi.TransportHome;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Hands to the syndicate what has come from one Java system. Confined to the loop.
 *
 * @param peer who sends it
 */
record Arrivals(Parts parts, SystemId peer) {

    private static final System.Logger LOGGER = System.getLogger(Arrivals.class.getName());

    /**
     * Nobody speaks for actors of a third system, or for ours: who has sent a message is told by the connection that it comes over.
     *
     * @throws SessionException if somebody does
     */
    void checkSender(SessionFrame.@Nullable Sender from) throws SessionException {
        if (from != null && !from.seenFrom(peer).systemId().equals(peer)) {
            throw new SessionException(TransportRefusal.FORGED, "a message in the name of " + from.seenFrom(peer));
        }
    }

    /** Decodes a message. */
    ReadAhead.Read read(SessionFrame.Message message) {
        try {
            Object content = parts.codecs().payload(message.payload());
            if (content != null) {
                return new ReadAhead.Read(message.weight(), inbound(message, content), null);
            }
            parts.refusals()
                    .refused(TransportRefusal.CONTENT, "a message from " + peer + " has no content, so it was refused");
        } catch (CodecException e) {
            parts.refusals()
                    .refused(TransportRefusal.CONTENT, "a message from " + peer + " was refused: " + e.getMessage());
        } catch (RuntimeException | Error e) {
            // Thrown further it would cut the connection, and come again with the next.
            LOGGER.log(Level.ERROR, "A message from " + peer + " could not be read", e);
        }
        return new ReadAhead.Read(message.weight(), null, DeadLetterReason.NOT_ENCODABLE);
    }

    /** Hands in a message; returns why it was refused, or null. */
    @Nullable
    DeadLetterReason deliver(ReadAhead.Read read) {
        InboundMessage message = read.message();
        return message == null ? read.refusal() : deliver(message);
    }

    private @Nullable DeadLetterReason deliver(InboundMessage message) {
        try {
            Delivery delivery = parts.home().receive(peer, message);
            return delivery instanceof Delivery.Refused refused ? refused.reason() : null;
        } catch (RuntimeException | Error e) {
            // As above. The mailbox may have taken it before: so nobody can say that it was refused.
            LOGGER.log(Level.ERROR, "Handing in a message from " + peer + " failed", e);
            return DeadLetterReason.UNACKNOWLEDGED;
        }
    }

    /** Hands in a control. */
    void control(SessionFrame.Control control) {
        try {
            parts.home().control(peer, new ControlReader(parts.home(), peer).read(control));
        } catch (RuntimeException | Error e) {
            // As above.
            LOGGER.log(Level.ERROR, "A control from " + peer + " could not be handed in", e);
        }
    }

    private InboundMessage inbound(SessionFrame.Message message, Object content) {
        TransportHome home = parts.home();
        SessionFrame.Sender from = message.sender();
        ActorId sender = from == null ? null : from.seenFrom(peer);
        return new InboundMessage(
                new ActorId(home.systemId(), message.target()),
                sender,
                content,
                message.headers(),
                message.id(),
                Deadlines.after(home.hooks(), message.ttlNanos()),
                null,
                sender == null || !message.ask() ? null : new FarAsker(parts.ways(), sender),
                message.part());
    }

    /** Tells somebody here that there will be no reply. */
    void fail(SessionFrame.AskFailure failure) {
        try {
            if (!tell(failure)) {
                parts.log().warn("ignored a failure that " + peer + " told, as it was not asked");
            }
        } catch (RuntimeException | Error e) {
            // Thrown further it would leave the frame accepted and never settled, and nothing behind it would ever be.
            LOGGER.log(Level.ERROR, "A failure that " + peer + " told could not be handed in", e);
        }
    }

    private boolean tell(SessionFrame.AskFailure failure) {
        TransportHome home = parts.home();
        var asker = new ActorId(home.systemId(), failure.asker());
        return switch (failure.cause()) {
            case FailureCause.Threw threw ->
                home.handlerThrew(
                        peer,
                        asker,
                        new RemoteFailureException(threw.message(), threw.className(), threw.stackTrace()));
            case FailureCause.Stopped _ -> home.targetStopped(peer, asker);
            case FailureCause.Refused refused -> home.refused(peer, asker, refused.reason());
        };
    }
}
