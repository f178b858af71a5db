package io.sparkactor.remote.internal.wire;

import io.sparkactor.SystemId;
import io.sparkactor.TransportRefusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a handshake of what the JSON says, field by field. Confined to one thread. */
final class HelloFields {

    private final Map<?, ?> fields;

    HelloFields(Map<?, ?> fields) {
        this.fields = fields;
    }

    Hello hello() throws HandshakeException {
        // First, as another version may have other fields.
        int version = integer(fields, "version");
        HelloCheck.checkVersion(version);
        String codec = text("codec");
        String systemId = text("system_id");
        if (systemId.isBlank()) {
            throw refused("system_id", systemId);
        }
        boolean authenticated = authenticated();
        Map<?, ?> capabilities = fields.get("capabilities") instanceof Map<?, ?> map ? map : Map.of();
        return new Hello(
                version,
                new SystemId(systemId),
                codec,
                authenticated,
                nonce(),
                Boolean.TRUE.equals(capabilities.get("frame_integrity")),
                fields.get("signature") == null ? null : text("signature"),
                session(capabilities.get("spark_java")));
    }

    private boolean authenticated() throws HandshakeException {
        return switch (text("auth")) {
            case HelloCodec.HMAC -> true;
            case HelloCodec.NONE -> false;
            default -> throw refused("auth", fields.get("auth"));
        };
    }

    // Nobody needs it where nothing is signed.
    private String nonce() throws HandshakeException {
        return fields.get("nonce") == null ? "" : text("nonce");
    }

    private static @Nullable SessionOffer session(@Nullable Object offer) throws HandshakeException {
        if (offer == null) {
            return null;
        }
        if (!(offer instanceof Map<?, ?> parts)) {
            throw refused("spark_java", offer);
        }
        int version = integer(parts, "version");
        if (version < 1) {
            throw refused("version of spark_java", version);
        }
        if (!(parts.get("received") instanceof Long received) || received < 0) {
            throw refused("received", parts.get("received"));
        }
        String key = parts.get("key") == null ? null : text(parts, "key");
        return new SessionOffer(version, text(parts, "instance"), text(parts, "session"), received, key);
    }

    private String text(String name) throws HandshakeException {
        return text(fields, name);
    }

    private static String text(Map<?, ?> from, String name) throws HandshakeException {
        if (from.get(name) instanceof String text) {
            if (text.length() > Ids.LONGEST) {
                throw new HandshakeException(
                        TransportRefusal.MALFORMED,
                        "'" + name + "' of the handshake has " + text.length() + " characters; at most " + Ids.LONGEST
                                + " are accepted");
            }
            return text;
        }
        throw refused(name, from.get(name));
    }

    private static int integer(Map<?, ?> from, String name) throws HandshakeException {
        if (from.get(name) instanceof Long number && number == number.intValue()) {
            return number.intValue();
        }
        throw refused(name, from.get(name));
    }

    private static HandshakeException refused(String name, @Nullable Object found) {
        String what = switch (found) {
            case null -> " is missing";
            case String text -> " cannot be " + Foreign.quoted(text);
            case Map<?, ?> _ -> " cannot be an object";
            default -> " cannot be " + found;
        };
        return new HandshakeException(TransportRefusal.MALFORMED, "'" + name + "' of the handshake" + what);
    }
}
