package io.sparkactor.codec.fory.internal;

import io.sparkactor.spi.RefCodec;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The instances of Fory of one codec: an idle one is taken, or another made, so nobody waits for one; at most as many as there are processors
 * are kept. They belong to no thread, so neither virtual threads nor those that end leave any behind. Thread-safe.
 */
public final class Engines {

    private static final int MOST_IDLE = Runtime.getRuntime().availableProcessors();

    /** The instances that know the same classes; the others are dropped as they come back. */
    private record Generation(Engine.Plan plan, ConcurrentLinkedDeque<Engine> idle) {}

    private final AtomicReference<Generation> current;

    /**
     * No instances yet.
     *
     * @param types the types of the application, in the order of their numbers
     * @param namesClasses whether one of them has a component for classes
     * @param refs how refs travel; null if they do not
     */
    public Engines(List<Class<?>> types, boolean namesClasses, @Nullable RefCodec refs, int depth, long memoryBytes) {
        Set<Class<?>> texts = Set.of(Path.of("").getClass(), ZoneId.of("UTC").getClass());
        current = new AtomicReference<>(
                generation(new Engine.Plan(types, texts, namesClasses, refs, depth, memoryBytes)));
    }

    private static Generation generation(Engine.Plan plan) {
        return new Generation(plan, new ConcurrentLinkedDeque<>());
    }

    /** The bytes of a value. */
    public byte[] encode(@Nullable Object value) {
        while (true) {
            Generation generation = current.get();
            Engine engine = take(generation);
            try {
                return engine.encode(value);
            } catch (Engine.MetTextClass met) {
                learn(generation, met.type());
            } finally {
                giveBack(generation, engine);
            }
        }
    }

    /** The value that the bytes are. */
    public @Nullable Object decode(byte[] bytes, int offset, int length) {
        Generation generation = current.get();
        Engine engine = take(generation);
        try {
            return engine.decode(bytes, offset, length);
        } finally {
            giveBack(generation, engine);
        }
    }

    /** Classes of refs are few, so this happens a few times in the life of a codec. */
    private void learn(Generation known, Class<?> type) {
        Engine.Plan plan = known.plan();
        Set<Class<?>> texts = new HashSet<>(plan.textClasses());
        texts.add(type);
        var more = plan.with(Set.copyOf(texts));
        current.compareAndSet(known, generation(more));
    }

    private static Engine take(Generation generation) {
        Engine idle = generation.idle().pollFirst();
        return idle == null ? new Engine(generation.plan()) : idle;
    }

    private void giveBack(Generation generation, Engine engine) {
        if (generation == current.get() && generation.idle().size() < MOST_IDLE) {
            generation.idle().addFirst(engine);
        }
    }
}
