package io.sparkactor.codec.cbor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.dataformat.cbor.CBORFactory;

/** Another implementation of CBOR, Jackson's, reads what we write and writes what we read. */
class OtherCborTest {

    private final CBORFactory other = new CBORFactory();
    private final CborCodec codec = CborCodec.builder().build();

    @Test
    void anotherImplementationUnderstandsOurBytesAndWeUnderstandIts() {
        for (int seed = 0; seed < 2_000; seed++) {
            Object value = plain(new Random(seed), 4);
            assertThat(read(codec.encode(value))).as("seed %d", seed).isEqualTo(value);
            assertThat(codec.decode(written(value))).as("seed %d", seed).isEqualTo(value);
        }
    }

    private @Nullable Object plain(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2, 3 -> random.nextLong() >> random.nextInt(64);
            case 4 -> BigInteger.TWO.pow(64 + random.nextInt(90)).add(BigInteger.valueOf(random.nextLong()));
            case 5 -> random.nextGaussian();
            case 6 -> "é😀 " + random.nextLong();
            case 7 -> {
                var list = new ArrayList<@Nullable Object>();
                for (int i = random.nextInt(30); i > 0; i--) {
                    list.add(plain(random, depth - 1));
                }
                yield list;
            }
            default -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                for (int i = random.nextInt(30); i > 0; i--) {
                    map.put("k" + i, plain(random, depth - 1));
                }
                yield map;
            }
        };
    }

    private byte[] written(@Nullable Object value) {
        var out = new ByteArrayOutputStream();
        try (JsonGenerator generator = other.createGenerator(ObjectWriteContext.empty(), out)) {
            write(generator, value);
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator out, @Nullable Object value) {
        switch (value) {
            case null -> out.writeNull();
            case Boolean truth -> out.writeBoolean(truth);
            case Long number -> out.writeNumber(number);
            case BigInteger number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case List<?> list -> {
                out.writeStartArray(list, list.size());
                list.forEach(element -> write(out, element));
                out.writeEndArray();
            }
            case Map<?, ?> map -> {
                out.writeStartObject(map, map.size());
                map.forEach((key, content) -> write(out.writeName(key.toString()), content));
                out.writeEndObject();
            }
            default -> out.writeString(value.toString());
        }
    }

    private @Nullable Object read(byte[] bytes) {
        try (JsonParser parser = other.createParser(ObjectReadContext.empty(), bytes)) {
            parser.nextToken();
            return read(parser);
        }
    }

    private static @Nullable Object read(JsonParser in) {
        return switch (in.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE, VALUE_FALSE -> in.getBooleanValue();
            case VALUE_STRING -> in.getString();
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_NUMBER_INT ->
                in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? in.getBigIntegerValue()
                        : (Object) in.getLongValue();
            case START_ARRAY -> {
                var list = new ArrayList<@Nullable Object>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    list.add(read(in));
                }
                yield list;
            }
            default -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String key = in.currentName();
                    in.nextToken();
                    map.put(key, read(in));
                }
                yield map;
            }
        };
    }
}
