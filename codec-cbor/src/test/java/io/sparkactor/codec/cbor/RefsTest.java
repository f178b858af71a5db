package io.sparkactor.codec.cbor;

import static io.sparkactor.codec.cbor.RefusalTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.Syndicate;
import io.sparkactor.spi.CodecException.Kind;
import io.sparkactor.spi.RefCodec;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Refs travel as the text that the user of the codec has for them. */
class RefsTest {

    record Subscribe(String topic, ActorRef<String> to, List<ActorRef<?>> others) {}

    /** Knows the refs that it has seen. */
    private static final class ByPath implements RefCodec {

        private final Map<String, ActorRef<?>> known = new ConcurrentHashMap<>();

        @Override
        public String encode(ActorRef<?> ref) {
            known.put(ref.path(), ref);
            return ref.path();
        }

        @Override
        public ActorRef<?> decode(String text) {
            return Optional.ofNullable(known.get(text)).orElseThrow(() -> new NoSuchElementException(text));
        }
    }

    private final CborCodec codec =
            CborCodec.builder().allow(Subscribe.class).refs(new ByPath()).build();

    @Test
    void refsTravelAloneAndInsideOfOtherValues() {
        try (var syndicate = Syndicate.open("refs")) {
            ActorRef<String> one = syndicate.createActor(String.class, (context, message) -> {});
            ActorRef<String> two = syndicate.createActor(String.class, (context, message) -> {});
            for (Object value : List.of(one, List.of(one, "x"), new Subscribe("t", one, List.of(two, one)))) {
                assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
            }
        }
    }

    @Test
    void aTextThatStandsForNobodyIsRefusedWithItsCause() {
        byte[] bytes = Frame.typed("io.sparkactor.ActorRef", 0x61, 'a');
        refused(Kind.REFUSED, "RefCodec.decode threw java.util.NoSuchElementException: a", () -> codec.decode(bytes));
    }
}
