package io.sparkactor.codec.fory;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.Syndicate;
import io.sparkactor.codec.fory.Shop.Line;
import io.sparkactor.codec.fory.Shop.Size;
import io.sparkactor.codec.fory.Shop.Tree;
import io.sparkactor.spi.CodecException.Kind;
import io.sparkactor.spi.RefCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** One codec for many threads, equal codecs on two sides, and refs. */
class ForySharingTest {

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
            ActorRef<?> ref = known.get(text);
            if (ref == null) {
                throw new IllegalArgumentException(text);
            }
            return ref;
        }
    }

    @Test
    void theOrderOfAllowingDoesNotMatter() {
        ForyCodec one = ForyCodec.builder().allow(Tree.class, Shop.Order.class).build();
        ForyCodec other = ForyCodec.builder()
                .allow(Size.class)
                .allow(Shop.Order.class)
                .allow(Tree.class)
                .build();
        ForyCodec more = ForyCodec.builder()
                .allow(Tree.class, Shop.Order.class, Shop.Add.class)
                .build();

        assertThat(other.decode(one.encode(Shop.order()))).isEqualTo(Shop.order());
        assertThat(one.fingerprint())
                .isEqualTo(other.fingerprint())
                .isEqualTo(one.withRefs(new ByPath()).fingerprint())
                .isNotEqualTo(more.fingerprint())
                .isNotEqualTo(ForyCodec.builder().allow(Line.class).build().fingerprint());
        assertThat(one.name()).isEqualTo("fory");
    }

    @Test
    void manyVirtualThreadsShareIt() throws Exception {
        ForyCodec codec = ForyCodec.builder().allow(Shop.Command.class).build();
        List<Future<Object>> all = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2_000; i++) {
                int n = i;
                all.add(threads.submit(() -> codec.decode(codec.encode(List.of(new Shop.Add(n), Shop.order())))));
            }
        }
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).get()).isEqualTo(List.of(new Shop.Add(i), Shop.order()));
        }
    }

    @Test
    void refsOfAllClassesTravelAndAreRefusedWithoutAWay() {
        var refs = new ByPath();
        ForyCodec without = ForyCodec.builder().allow(Subscribe.class).build();
        ForyCodec codec = without.withRefs(refs);
        ForyCodec reader = without.withRefs(refs);
        try (var syndicate = Syndicate.open("refs")) {
            ActorRef<String> one = syndicate.createActor(String.class, (context, message) -> {});
            ActorRef<?> inbox = syndicate.ref();
            assertThat(inbox.getClass()).isNotEqualTo(one.getClass());
            for (Object value : List.of(one, List.of(one, "x", inbox), new Subscribe("t", one, List.of(inbox, one)))) {
                assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
                assertThat(reader.decode(codec.encode(value))).isEqualTo(value);
            }
            RefusalTest.refused(Kind.UNSUPPORTED, "ForyCodec.builder().refs", () -> without.encode(one));
            byte[] bytes = codec.encode(one);
            RefusalTest.refused(Kind.UNSUPPORTED, "ForyCodec.builder().refs", () -> without.decode(bytes));
            ForyCodec stranger = without.withRefs(new ByPath());
            RefusalTest.refused(Kind.REFUSED, "ActorRef", () -> stranger.decode(bytes));
        }
    }
}
