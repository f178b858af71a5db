package io.sparkactor.remote.internal.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.sparkactor.remote.internal.net.Causes;
import io.sparkactor.remote.internal.net.Channels;
import io.sparkactor.remote.internal.relay.bounds.Budget;
import io.sparkactor.remote.internal.relay.settings.RelayLimits;
import io.sparkactor.remote.internal.websocket.FrameHeader.Envelope;
import io.sparkactor.remote.internal.websocket.RelayProofs;
import org.jspecify.annotations.Nullable;

/** Hands envelopes on, unchanged, and answers once they have left. Confined to the loop. */
final class Forwarding {

    private final RelayLimits limits;
    private final Clients clients;
    private final Budget budget;
    private final Counters counters;

    Forwarding(RelayLimits limits, Clients clients, Budget budget, Counters counters) {
        this.limits = limits;
        this.clients = clients;
        this.budget = budget;
        this.counters = counters;
    }

    /**
     * Hands one on.
     *
     * @param message all of it, of which the envelope is the header; released by the caller
     */
    void forward(Client source, Envelope envelope, ByteBuf message) {
        if (source.system() == null) {
            source.refuse(Refusal.UNREGISTERED, envelope);
            return;
        }
        if (!envelope.source().equals(source.system())) {
            source.refuse(Refusal.FORGED, envelope);
            return;
        }
        Client target = clients.of(envelope.target());
        int bytes = message.readableBytes();
        Refusal refusal = target == null ? Refusal.NO_ROUTE : refusal(target, envelope, bytes);
        if (refusal != null || target == null) {
            source.refuse(refusal == null ? Refusal.NO_ROUTE : refusal, envelope);
            return;
        }
        source.traffic().sends(bytes);
        target.traffic().waits(bytes);
        ChannelFuture written = target.forward(message.retainedSlice());
        Channels.whenDone(written, done -> written(source, target, envelope, bytes, done));
    }

    private @Nullable Refusal refusal(Client target, Envelope envelope, int bytes) {
        if (clients.isClosing()) {
            return Refusal.CLOSING;
        }
        String needs = envelope.needs();
        if (needs != null && !(needs.equals(RelayProofs.SUB_PROTOCOL) && target.isChallenged())) {
            return Refusal.NOT_UNDERSTOOD;
        }
        // Asked each time, as it is what watches the target.
        boolean stuck = target.isStuck();
        if (stuck || !target.traffic().hasRoom(bytes, limits.targetBytes())) {
            return Refusal.SLOW;
        }
        return budget.take(bytes) ? null : Refusal.FULL;
    }

    private void written(Client source, Client target, Envelope envelope, int bytes, ChannelFuture done) {
        source.traffic().sent(bytes);
        target.traffic().left(bytes);
        Throwable failure = done.cause();
        if (failure == null) {
            counters.forwarded(bytes);
            source.handedOn(envelope);
        } else {
            source.refuse(Refusal.SEND_FAILED, envelope, ": " + Causes.text(failure));
        }
        // Last, as the end of the relay waits for it, and the answer is to be written before.
        budget.give(bytes);
    }
}
