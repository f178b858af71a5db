package io.sparkactor.remote.internal.wire;

import io.sparkactor.ActorId;
import io.sparkactor.SystemId;
import io.sparkactor.codec.cbor.internal.wire.Faults;
import io.sparkactor.spi.CodecException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The identifiers in an envelope: what they are called there, and how they are checked. Stateless. */
final class Ids {

    static final String SYSTEM_UUID = "system_uuid";
    static final String ACTOR_ID = "actor_id";
    static final String GENERATION = "generation";

    /** How many characters one may have: they are kept, in routes and for the search for duplicates, so they must be short. */
    static final int LONGEST = 1_024;

    private Ids() {}

    /** An identifier that is not blank and not too long. */
    static String check(String place, @Nullable Object found) {
        if (!(found instanceof String text)) {
            String what = found == null ? "nothing" : found.getClass().getSimpleName();
            throw Faults.mismatch(place, what + " where a text is expected");
        }
        if (text.isBlank()) {
            throw Faults.mismatch(place, "a blank text, which cannot name anything");
        }
        if (text.length() > LONGEST) {
            String what = place + ": an identifier of " + text.length() + " characters; at most " + LONGEST
                    + " travel, give it a shorter one";
            throw new CodecException(CodecException.Kind.LIMIT, what, null);
        }
        return text;
    }

    /** The id that a map stands for; keys that are unknown mean nothing. */
    static ActorId actor(String place, @Nullable Object found) {
        if (!(found instanceof Map<?, ?> map)) {
            throw Faults.mismatch(place, "the id of an actor is expected: a map with system_uuid and actor_id");
        }
        return new ActorId(new SystemId(part(place, map, SYSTEM_UUID)), part(place, map, ACTOR_ID));
    }

    /** An identifier in a map. */
    static String part(String place, Map<?, ?> map, String key) {
        Object found = map.get(key);
        if (found == null) {
            throw Faults.mismatch(place, "'" + key + "' is missing");
        }
        return check(place, found);
    }

    /** For error texts. */
    static String placeOfHeader(String name) {
        return "header " + Foreign.quoted(name) + " of the envelope";
    }
}
