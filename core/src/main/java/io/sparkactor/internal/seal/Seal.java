package io.sparkactor.internal.seal;

import io.sparkactor.SystemId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The key that two systems got out of one handshake, and what they signed with it: who says something shows that it took part there, and
 * each message counts once. Thread-safe.
 *
 * <p>Signed is all of a message but what stands under {@value #UNSIGNED}: that may hold values of the application, which have no bytes before they
 * are encoded.
 */
final class Seal {

    static final String UNSIGNED = "arguments";
    private static final String KEY = "key";
    private static final String NUMBER = "number";
    private static final String CODE = "code";

    private final byte[] key;
    private final String name;
    private final AtomicLong sent = new AtomicLong();
    private final ReplayWindow taken = new ReplayWindow();

    Seal(byte[] key) {
        this.key = key.clone();
        this.name = PlainMac.text(key, "name of the key").substring(0, 16);
    }

    /** The message with a signature. */
    Map<String, Object> sign(Map<String, Object> message, SystemId from) {
        Map<String, Object> signed = new LinkedHashMap<>(message);
        signed.put(KEY, name);
        signed.put(NUMBER, sent.incrementAndGet());
        signed.put(CODE, PlainMac.text(key, from.uuid(), signedPart(signed)));
        return signed;
    }

    /** Whether this is the key that a message names. */
    boolean isNamedBy(Map<?, ?> message) {
        return name.equals(message.get(KEY));
    }

    /** Whether a message was signed with this by that side, and comes for the first time. */
    boolean take(Map<?, ?> message, SystemId from) {
        return message.get(CODE) instanceof String code
                && message.get(NUMBER) instanceof Long number
                && PlainMac.matches(code, key, from.uuid(), signedPart(message))
                && taken.take(number);
    }

    private static Map<Object, Object> signedPart(Map<?, ?> message) {
        Map<Object, Object> part = new LinkedHashMap<>(message);
        part.remove(CODE);
        part.remove(UNSIGNED);
        return part;
    }
}
