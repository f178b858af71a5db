package io.sparkactor.remote.internal.wire;

import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.SystemId;
import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes plain values, the only ones that the original takes: null, truth values, integers of any Java type, floating point numbers
 * (always of 64 bits), texts, byte arrays, lists and other arrays, maps with texts for keys, refs, and the ids of actors and systems. An
 * {@code Optional} is what is in it, or null. All else is refused, with the way out.
 *
 * <p>Confined to one thread and one envelope.
 */
final class PlainWriter {

    private final CborOutput out;

    PlainWriter(CborOutput out) {
        this.out = out;
    }

    void writeValue(@Nullable Object value) {
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeText(text);
            case Long number -> out.writeLong(number);
            case Integer number -> out.writeLong(number);
            case Boolean truth -> out.writeBoolean(truth);
            case Double number -> out.writeDouble(number);
            case Map<?, ?> map -> map(map);
            case List<?> list -> array(list.toArray());
            case byte[] bytes -> out.writeBytes(bytes);
            case BigInteger number -> out.writeInteger(number);
            case Float number -> out.writeDouble(number);
            case Short number -> out.writeLong(number);
            case Byte number -> out.writeLong(number);
            case Optional<?> optional -> writeValue(optional.orElse(null));
            case ActorRef<?> ref -> special(Specials.ADDRESS, ref.id());
            case ActorId id -> special(Specials.ACTOR_ID, id);
            case SystemId id -> special(id);
            case Object[] array -> array(array);
            default -> other(value);
        }
    }

    private void other(Object value) {
        if (!value.getClass().isArray()) {
            throw Advice.notPlain(out.place(), value);
        }
        int length = Array.getLength(value);
        out.enterArray(length);
        for (int i = 0; i < length; i++) {
            writeValue(Array.get(value, i));
        }
        out.leave();
    }

    // A copy of what may be changed meanwhile, else it would announce another number than it writes.
    private void array(Object[] copy) {
        out.enterArray(copy.length);
        for (Object element : copy) {
            writeValue(element);
        }
        out.leave();
    }

    private void map(Map<?, ?> map) {
        var copy = new ArrayList<Map.Entry<?, ?>>(map.entrySet());
        out.enterMap(copy.size());
        for (Map.Entry<?, ?> entry : copy) {
            if (!(entry.getKey() instanceof String key)) {
                throw Advice.keyIsNoText(out.place(), entry.getKey());
            }
            out.writeText(key);
            writeValue(entry.getValue());
        }
        out.leave();
    }

    private void special(String kind, ActorId id) {
        out.enterMap(2);
        out.writeText(Specials.MARKER);
        out.writeText(kind);
        out.writeText(Specials.VALUE);
        write(id);
        out.leave();
    }

    private void special(SystemId id) {
        out.enterMap(2);
        out.writeText(Specials.MARKER);
        out.writeText(Specials.SYSTEM_ID);
        out.writeText(Specials.UUID);
        out.writeText(Ids.check(out.place(), id.uuid()));
        out.leave();
    }

    /** The map that stands for an actor's id. */
    void write(ActorId id) {
        out.enterMap(2);
        out.writeText(Ids.SYSTEM_UUID);
        out.writeText(Ids.check(out.place(), id.systemId().uuid()));
        out.writeText(Ids.ACTOR_ID);
        out.writeText(Ids.check(out.place(), id.uuid()));
        out.leave();
    }
}
