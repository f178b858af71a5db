package io.sparkactor.remote.internal.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.net.SparseLog;
import io.sparkactor.remote.internal.session.SessionException;
import io.sparkactor.remote.internal.wire.FrameException;
import io.sparkactor.remote.internal.wire.HandshakeException;
import io.sparkactor.spi.CodecException;
import io.sparkactor.spi.RuntimeHooks;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalsTest {

    private final Refusals refusals = new Refusals(new SparseLog(RuntimeHooks.production(), "refusals"));

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(new FrameException("?"), TransportRefusal.MALFORMED),
                Arguments.of(new FrameException(TransportRefusal.TEXT, "?"), TransportRefusal.TEXT),
                Arguments.of(new DecoderException(new FrameException("?")), TransportRefusal.MALFORMED),
                Arguments.of(
                        new HandshakeException(TransportRefusal.AUTHENTICATION, "?"), TransportRefusal.AUTHENTICATION),
                Arguments.of(new SessionException("?"), TransportRefusal.PROTOCOL),
                Arguments.of(new CodecException(CodecException.Kind.MALFORMED, "?", null), TransportRefusal.MALFORMED),
                Arguments.of(new CodecException(CodecException.Kind.NOT_ALLOWED, "?", null), TransportRefusal.CONTENT),
                Arguments.of(new DecoderException(new SSLHandshakeException("?")), TransportRefusal.TLS),
                Arguments.of(new TooLongFrameException("?"), TransportRefusal.TOO_LONG),
                Arguments.of(new CorruptedFrameException("?"), TransportRefusal.MALFORMED));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsCountedAsWhatItIs(Exception found, TransportRefusal reason) {
        refusals.refused(found, "refused");
        refusals.count(found);

        assertThat(refusals.all()).isEqualTo(Map.of(reason, 2L));
    }

    @Test
    void aConnectionThatBreaksIsNoRefusal() {
        refusals.refused(new IOException("Connection reset"), "closed");
        refusals.refused(new DecoderException("closed"), "closed");

        assertThat(refusals.all()).isEmpty();
    }
}
