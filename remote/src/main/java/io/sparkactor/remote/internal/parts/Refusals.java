package io.sparkactor.remote.internal.parts;

import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.net.SparseLog;
import io.sparkactor.remote.internal.session.SessionException;
import io.sparkactor.remote.internal.wire.FrameException;
import io.sparkactor.remote.internal.wire.HandshakeException;
import io.sparkactor.spi.CodecException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What was refused of others: the one place where that is counted, and where the log is told. Thread-safe. */
public final class Refusals {

    private final SparseLog log;
    private final Map<TransportRefusal, LongAdder> counts = new EnumMap<>(TransportRefusal.class);

    Refusals(SparseLog log) {
        this.log = log;
        for (TransportRefusal reason : TransportRefusal.values()) {
            counts.put(reason, new LongAdder());
        }
    }

    /** Somebody, or something that came, is refused. */
    public void refused(TransportRefusal reason, String text) {
        count(reason);
        log.warn(text);
    }

    /** Something that came is refused for what was found wrong with it. A connection that only broke is no refusal, and is just logged. */
    public void refused(Throwable found, String text) {
        count(found);
        log.warn(text);
    }

    /** As {@link #refused(TransportRefusal, String)}, where others are told by another way than the log. */
    public void count(TransportRefusal reason) {
        LongAdder count = counts.get(reason);
        if (count != null) {
            count.increment();
        }
    }

    /** As {@link #refused(Throwable, String)}, where others are told by another way than the log. */
    public void count(Throwable found) {
        TransportRefusal reason = reason(found);
        if (reason != null) {
            count(reason);
        }
    }

    /** What a fault of the other side is counted as; null if it is none. */
    static @Nullable TransportRefusal reason(Throwable found) {
        return switch (found) {
            case FrameException frame -> frame.reason();
            case HandshakeException handshake -> handshake.reason();
            case SessionException session -> session.reason();
            case CodecException codec when codec.kind() == CodecException.Kind.MALFORMED -> TransportRefusal.MALFORMED;
            case CodecException _ -> TransportRefusal.CONTENT;
            case SSLException _ -> TransportRefusal.TLS;
            case TooLongFrameException _ -> TransportRefusal.TOO_LONG;
            case CorruptedWebSocketFrameException broken
            when broken.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG) -> TransportRefusal.TOO_LONG;
            case CorruptedWebSocketFrameException _ -> TransportRefusal.PROTOCOL;
            case CorruptedFrameException _ -> TransportRefusal.MALFORMED;
            case DecoderException wrapper when wrapper.getCause() != null -> reason(wrapper.getCause());
            default -> null;
        };
    }

    /** How often, since there is this transport; without reasons that have not occurred. */
    public Map<TransportRefusal, Long> all() {
        Map<TransportRefusal, Long> all = new EnumMap<>(TransportRefusal.class);
        counts.forEach((reason, count) -> {
            long times = count.sum();
            if (times > 0) {
                all.put(reason, times);
            }
        });
        return Collections.unmodifiableMap(all);
    }
}
