package io.sparkactor.remote.internal.link;

import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.wire.WireEnvelope;
import io.sparkactor.spi.InboundMessage;

/**
 * Hands to the syndicate what has come from systems that speak as the original does. They are told nothing of what becomes of it. Confined
 * to the loop.
 */
public record PlainArrivals(Parts parts) {

    public void receive(WireEnvelope envelope) {
        if (!envelope.target().systemId().equals(parts.home().systemId())) {
            parts.refusals()
                    .refused(
                            TransportRefusal.NO_ROUTE,
                            "a message for " + envelope.target()
                                    + " came here and was dropped, as nothing is passed on to other systems");
            return;
        }
        // What is refused becomes a dead letter here; whoever has sent it cannot be told. There, an ask may be answered
        // by a third system.
        parts.home()
                .receive(
                        null,
                        new InboundMessage(
                                envelope.target(),
                                envelope.sender(),
                                envelope.payload(),
                                envelope.textHeaders(),
                                envelope.messageId(),
                                parts.codecs().nanos(envelope.deadline()),
                                envelope.generation(),
                                null,
                                null));
    }
}
