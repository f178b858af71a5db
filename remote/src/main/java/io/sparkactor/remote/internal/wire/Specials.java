package io.sparkactor.remote.internal.wire;

import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.SystemId;
import io.sparkactor.codec.cbor.internal.wire.Faults;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The maps that stand for something else: those that say so under the key {@code __spark_cbor_type__}. There is no escape for a map of a
 * user's that happens to look like one, in the original neither. Thread-safe.
 */
final class Specials {

    static final String MARKER = "__spark_cbor_type__";
    static final String ADDRESS = "spark.actor_address";
    static final String ACTOR_ID = "spark.actor_id";
    static final String SYSTEM_ID = "spark.syndicate_id";
    static final String VALUE = "value";
    static final String UUID = "uuid";
    private static final String TUPLE = "spark.tuple";
    private static final String ITEMS = "items";

    private final Function<ActorId, ? extends ActorRef<?>> refs;

    Specials(Function<ActorId, ? extends ActorRef<?>> refs) {
        this.refs = refs;
    }

    /** What a map stands for: itself if it has no marker, or one that is unknown. */
    Object resolve(String place, Map<String, @Nullable Object> map) {
        if (!(map.get(MARKER) instanceof String kind)) {
            return map;
        }
        return switch (kind) {
            case ADDRESS -> refs.apply(Ids.actor(place, map.get(VALUE)));
            case ACTOR_ID -> Ids.actor(place, map.get(VALUE));
            case SYSTEM_ID -> new SystemId(Ids.part(place, map, UUID));
            case TUPLE -> tuple(place, map.get(ITEMS));
            default -> map;
        };
    }

    private static List<?> tuple(String place, @Nullable Object items) {
        if (items instanceof List<?> list) {
            return list;
        }
        throw Faults.mismatch(place, "a tuple without its items");
    }
}
