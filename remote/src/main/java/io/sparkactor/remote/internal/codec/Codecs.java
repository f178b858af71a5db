package io.sparkactor.remote.internal.codec;

import io.sparkactor.codec.cbor.CborCodec;
import io.sparkactor.codec.cbor.CborCodecBuilder;
import io.sparkactor.codec.cbor.CborLimits;
import io.sparkactor.remote.internal.net.SparseLog;
import io.sparkactor.remote.internal.settings.RemoteSettings;
import io.sparkactor.remote.internal.wire.EnvelopeCodec;
import io.sparkactor.remote.internal.wire.WireEnvelope;
import io.sparkactor.spi.Codec;
import io.sparkactor.spi.CodecException;
import io.sparkactor.spi.OutboundMessage;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.TransportHome;
import java.lang.invoke.MethodHandles.Lookup;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Messages into bytes, and payloads back, for both kinds of peers. Thread-safe. */
public final class Codecs {

    private final RuntimeHooks hooks;
    private final EnvelopeCodec envelopes;
    private final Codec payloads;
    private final CodecTag tag;
    private final SparseLog log;

    /**
     * The codecs of one transport.
     *
     * @throws CodecException if an allowed type does not travel
     */
    public Codecs(TransportHome home, RemoteSettings settings, SparseLog log) {
        hooks = home.hooks();
        this.log = log;
        int most = settings.limits().frameBytes();
        CborLimits limits =
                CborLimits.DEFAULT.withFrameBytes(most).withTextBytes(Math.min(most, CborLimits.DEFAULT.textBytes()));
        envelopes = new EnvelopeCodec(home::ref, limits);
        Codec chosen = settings.codec();
        payloads = chosen == null ? cbor(home, settings, limits) : chosen.withRefs(new RefTexts(home));
        tag = CodecTag.of(payloads);
    }

    private static CborCodec cbor(TransportHome home, RemoteSettings settings, CborLimits limits) {
        CborCodecBuilder builder = CborCodec.builder()
                .limits(limits)
                .refs(new RefTexts(home))
                .allow(settings.allowed().toArray(Class<?>[]::new));
        for (Lookup lookup : settings.lookups()) {
            builder.lookup(lookup);
        }
        return builder.build();
    }

    /** Which codec contents have in sessions. */
    public CodecTag tag() {
        return tag;
    }

    /**
     * Encodes a message, on the thread that sends it. For a peer that was never met it is encoded both ways, but what has to do with a stream
     * is not for the original.
     *
     * @return null if it does not travel
     */
    @Nullable
    public Packed pack(OutboundMessage message, Mode mode) {
        CodecException fault = null;
        byte[] envelope = null;
        byte[] payload = null;
        if (mode != Mode.SESSION && message.part() == null) {
            try {
                envelope = envelopes.encode(envelope(message));
            } catch (CodecException e) {
                fault = e;
            }
        }
        if (mode != Mode.PLAIN) {
            try {
                payload = payloads.encode(message.content());
            } catch (CodecException e) {
                fault = e;
            }
        }
        if (envelope == null && payload == null) {
            log.warn(
                    "a message to " + message.target() + " was not sent: " + (fault == null ? "" : fault.getMessage()));
            return null;
        }
        return new Packed(envelope, payload);
    }

    private WireEnvelope envelope(OutboundMessage message) {
        return new WireEnvelope(
                message.target(),
                message.sender(),
                message.content(),
                null,
                message.id(),
                new LinkedHashMap<>(message.headers()),
                instant(message.deadlineNanos()),
                null,
                null);
    }

    private @Nullable Instant instant(long deadlineNanos) {
        return deadlineNanos == Long.MAX_VALUE ? null : hooks.now().plusNanos(deadlineNanos - hooks.nanoTime());
    }

    /** A moment on the scale of {@link RuntimeHooks#nanoTime}; null is never. */
    public long nanos(@Nullable Instant deadline) {
        if (deadline == null) {
            return Long.MAX_VALUE;
        }
        long now = hooks.nanoTime();
        try {
            return Math.addExact(now, hooks.now().until(deadline, ChronoUnit.NANOS));
        } catch (ArithmeticException | DateTimeException e) {
            return deadline.isAfter(hooks.now()) ? Long.MAX_VALUE : now;
        }
    }

    /** @throws CodecException if it is none, or holds what is not allowed here */
    public WireEnvelope envelope(byte[] bytes, int offset) {
        try {
            return envelopes.decode(bytes, offset, bytes.length - offset);
        } catch (Error e) {
            throw refused("an envelope", e);
        }
    }

    /** @throws CodecException if it is none, or of a type that is not allowed here */
    @Nullable
    public Object payload(byte[] bytes) {
        try {
            return payloads.decode(bytes);
        } catch (Error e) {
            throw refused("a payload", e);
        }
    }

    /** Whatever a constructor or an initializer throws is about that one value: thrown further, it would end the connection. */
    private static CodecException refused(String what, Error thrown) {
        return new CodecException(
                CodecException.Kind.REFUSED,
                what + " could not be decoded, as that threw a "
                        + thrown.getClass().getName(),
                thrown);
    }
}
