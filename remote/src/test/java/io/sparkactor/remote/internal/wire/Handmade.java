package io.sparkactor.remote.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sparkactor.ActorId;
import io.sparkactor.spi.CodecException;
import io.sparkactor.spi.CodecException.Kind;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.Assertions;

/** An envelope that is put together by hand, of keys and CBOR items in hexadecimal digits. */
final class Handmade {

    private static final String HEADER = "535043420001";

    private final Map<String, String> entries = new LinkedHashMap<>();
    private String front = "";
    private String behind = "";

    /** Nothing but what must be there; the payload is 1. */
    static Handmade minimal() {
        return new Handmade()
                .with("type", text("spark.envelope"))
                .with("target", id(Golden.TARGET))
                .with("payload", "01")
                .with("message_id", text("m-1"))
                .with("headers", "a0");
    }

    /** Changes a value, or puts one behind the others. */
    Handmade with(String key, String hex) {
        entries.put(key, hex.replace(" ", ""));
        return this;
    }

    Handmade without(String key) {
        entries.remove(key);
        return this;
    }

    /** Puts bytes between the header and the map. */
    Handmade inFront(String hex) {
        front = hex;
        return this;
    }

    Handmade behind(String hex) {
        behind = hex;
        return this;
    }

    byte[] bytes() {
        var hex = new StringBuilder(HEADER + front).append(head(0xA0, entries.size()));
        entries.forEach((key, value) -> hex.append(text(key)).append(value));
        return HexFormat.of().parseHex(hex.append(behind));
    }

    WireEnvelope decode() {
        byte[] bytes = bytes();
        return Golden.CODEC.decode(bytes, 0, bytes.length);
    }

    void isRefused(Kind kind, String text) {
        refused(kind, text, this::decode);
    }

    static void refused(Kind kind, String text, Runnable what) {
        Assertions.assertThatThrownBy(what::run).isInstanceOfSatisfying(CodecException.class, e -> {
            Assertions.assertThat(e).hasMessageContaining(text);
            Assertions.assertThat(e.kind()).isEqualTo(kind);
        });
    }

    static String text(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        return head(0x60, utf8.length) + HexFormat.of().formatHex(utf8);
    }

    static String map(String... keysAndValues) {
        return head(0xA0, keysAndValues.length / 2) + String.join("", keysAndValues);
    }

    static String id(ActorId id) {
        return map(text("system_uuid"), text(id.systemId().uuid()), text("actor_id"), text(id.uuid()));
    }

    private static String head(int major, int count) {
        return count < 24 ? "%02x".formatted(major | count) : "%02x%04x".formatted(major | 25, count);
    }
}
