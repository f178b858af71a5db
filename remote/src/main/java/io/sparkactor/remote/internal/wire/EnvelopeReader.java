package io.sparkactor.remote.internal.wire;

import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.codec.cbor.internal.wire.CborInput;
import io.sparkactor.codec.cbor.internal.wire.Faults;
import io.sparkactor.codec.cbor.internal.wire.Major;
import io.sparkactor.spi.CodecException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the map that is an envelope; {@link EnvelopeWriter} shows it.
 *
 * <p>As lenient as the original where that harms nobody: keys in any order; keys that are unknown; the last four keys and the incarnation
 * may be missing; lengths and integers that could be shorter; floating point numbers of 16 and 32 bits; the tag 55799, which says that
 * CBOR follows, in front of it all; deadlines as {@link Deadlines} says.
 *
 * <p>Stricter where the original never writes it and it would harm. Refused are
 *
 * <ul>
 *   <li>bytes behind the envelope, and a key that comes twice: two readers of the same bytes would see two messages,
 *   <li>indefinite lengths: what is announced is what memory is taken for,
 *   <li>a truth value, a negative number or more than 31 bits for a generation, and the incarnation of another actor than the target,
 *   <li>blank identifiers, as {@link ActorId} knows none, and those of more than {@link Ids#LONGEST} characters,
 *   <li>texts that are not exactly UTF-8.
 * </ul>
 *
 * <p>Confined to one thread and one envelope.
 */
final class EnvelopeReader {

    private static final String WHOLE = "the envelope";
    private static final int SELF_DESCRIBED = 55_799;
    private static final Set<EnvelopeKey> REQUIRED = EnumSet.of(
            EnvelopeKey.TYPE, EnvelopeKey.TARGET, EnvelopeKey.PAYLOAD, EnvelopeKey.MESSAGE_ID, EnvelopeKey.HEADERS);

    private final CborInput in;
    private final PlainReader plain;
    private final Set<EnvelopeKey> seen = EnumSet.noneOf(EnvelopeKey.class);

    private @Nullable ActorId target;
    private @Nullable Object payload;
    private @Nullable Map<?, ?> incarnation;
    private @Nullable String messageId;
    private Map<String, Object> headers = Map.of();
    private @Nullable ActorId sender;
    private @Nullable Instant deadline;
    private @Nullable String correlationId;
    private @Nullable String traceId;

    EnvelopeReader(CborInput in, Function<ActorId, ? extends ActorRef<?>> refs) {
        this.in = in;
        this.plain = new PlainReader(in, new Specials(refs));
    }

    WireEnvelope read() {
        in.place(WHOLE);
        if (in.peek() == Major.TAG && in.peekTag() == SELF_DESCRIBED) {
            in.readTag();
        }
        int count = in.enterMap();
        for (int i = 0; i < count; i++) {
            readEntry(i);
        }
        in.leave();
        in.place(WHOLE);
        in.end();
        return envelope();
    }

    private void readEntry(int index) {
        EnvelopeKey key = EnvelopeKey.read(in, index);
        if (key == null) {
            in.place("a value of the envelope whose key is unknown");
            plain.readValue();
            return;
        }
        in.place(key.place());
        if (!seen.add(key)) {
            throw Faults.malformed(in.place(), "it comes twice");
        }
        switch (key) {
            case TYPE -> readType();
            case TARGET -> target = readId();
            case PAYLOAD -> payload = plain.readValue();
            case TARGET_INCARNATION -> incarnation = in.tryNull() ? null : plain.readMap();
            case MESSAGE_ID -> messageId = Ids.check(in.place(), in.readText());
            case HEADERS -> headers = readHeaders();
            case SENDER -> sender = in.tryNull() ? null : readId();
            case DEADLINE -> deadline = in.tryNull() ? null : Deadlines.parse(in.place(), in.readText());
            case CORRELATION_ID -> correlationId = readText();
            case TRACE_ID -> traceId = readText();
        }
    }

    private void readType() {
        String type = in.readText();
        if (!type.equals(EnvelopeWriter.TYPE)) {
            throw Faults.mismatch(
                    in.place(), Foreign.quoted(type) + " where '" + EnvelopeWriter.TYPE + "' is expected");
        }
    }

    private ActorId readId() {
        return Ids.actor(in.place(), plain.readMap());
    }

    // One that is null is as one that is not there, for whoever asks for it.
    private Map<String, Object> readHeaders() {
        var found = new LinkedHashMap<String, Object>();
        plain.readMap().forEach((name, value) -> {
            if (value != null) {
                found.put(name, value);
            }
        });
        return found;
    }

    private @Nullable String readText() {
        return in.tryNull() ? null : Ids.check(in.place(), in.readText());
    }

    private WireEnvelope envelope() {
        for (EnvelopeKey key : REQUIRED) {
            if (!seen.contains(key)) {
                throw missing(key);
            }
        }
        if (target == null || messageId == null) {
            throw missing(target == null ? EnvelopeKey.TARGET : EnvelopeKey.MESSAGE_ID);
        }
        Object content = payload == null ? Optional.empty() : payload;
        Integer generation = incarnation == null ? null : generation(target, incarnation);
        return new WireEnvelope(
                target, sender, content, generation, messageId, headers, deadline, correlationId, traceId);
    }

    private static CodecException missing(EnvelopeKey key) {
        return Faults.mismatch(WHOLE, "its key '" + key.text() + "' is missing");
    }

    private static Integer generation(ActorId target, Map<?, ?> incarnation) {
        String place = EnvelopeKey.TARGET_INCARNATION.place();
        if (!Ids.actor(place, incarnation.get(Ids.ACTOR_ID)).equals(target)) {
            throw Faults.mismatch(place, "it is of another actor than the target");
        }
        if (incarnation.get(Ids.GENERATION) instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) {
            return number.intValue();
        }
        throw Faults.mismatch(place, "its generation is no integer between 0 and " + Integer.MAX_VALUE);
    }
}
