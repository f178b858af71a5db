package io.sparkactor.benchmarks.savina.pekko;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.pekko.PekkoContender;
import io.sparkactor.benchmarks.savina.Busy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** Pekko actors produce items, one keeps a few of them, others consume them. Driven by one thread. */
public final class PekkoBoundedBuffer extends PekkoContender<ActorRef<PekkoBoundedBuffer.Buffering>> {

    /** How many items may wait before producers must. */
    private static final int ROOM = 10;

    sealed interface Buffering {}

    record Open(long each, Finish finish) implements Buffering {}

    record Item(int producer, long number, double value) implements Buffering {}

    record Consumed(int consumer) implements Buffering {}

    record Produce(long number) {}

    static final class Buffer {

        private final int size;
        private final List<ActorRef<Produce>> producers = new ArrayList<>();
        private final List<ActorRef<Item>> consumers = new ArrayList<>();
        private final Deque<Item> items = new ArrayDeque<>();
        private final Deque<Integer> idleProducers = new ArrayDeque<>();
        private final Deque<Integer> idleConsumers = new ArrayDeque<>();
        private @Nullable Open work;
        private long[] expected = {};
        private long consumed;

        private Buffer(ActorContext<Buffering> context, int size) {
            this.size = size;
            for (int i = 0; i < size; i++) {
                producers.add(context.spawnAnonymous(Producer.create(i, context.getSelf())));
                consumers.add(context.spawnAnonymous(Consumer.create(i, context.getSelf())));
                idleConsumers.add(i);
            }
        }

        static Behavior<Buffering> create(int size) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Buffer(context, size)::onMessage));
        }

        private Behavior<Buffering> onMessage(Buffering message) {
            switch (message) {
                case Open open -> open(open);
                case Item item -> take(item, Objects.requireNonNull(work));
                case Consumed(int consumer) -> give(consumer, Objects.requireNonNull(work));
            }
            return Behaviors.same();
        }

        private void open(Open open) {
            work = open;
            expected = new long[size];
            consumed = 0;
            for (int i = 0; i < size; i++) {
                produce(i);
            }
        }

        private void take(Item item, Open work) {
            int producer = item.producer();
            work.finish().expect(expected[producer]++, item.number());
            if (idleConsumers.isEmpty()) {
                items.add(item);
            } else {
                consumers.get(idleConsumers.remove()).tell(item);
            }
            if (expected[producer] < work.each()) {
                if (items.size() < ROOM) {
                    produce(producer);
                } else {
                    idleProducers.add(producer);
                }
            }
        }

        private void give(int consumer, Open work) {
            if (items.isEmpty()) {
                idleConsumers.add(consumer);
            } else {
                consumers.get(consumer).tell(items.remove());
                if (!idleProducers.isEmpty()) {
                    produce(idleProducers.remove());
                }
            }
            consumed++;
            if (consumed == size * work.each()) {
                work.finish().reached();
            }
        }

        private void produce(int producer) {
            producers.get(producer).tell(new Produce(expected[producer]));
        }
    }

    static final class Producer {

        private final int number;
        private final ActorRef<Buffering> buffer;
        private double value;

        private Producer(int number, ActorRef<Buffering> buffer) {
            this.number = number;
            this.buffer = buffer;
        }

        static Behavior<Produce> create(int number, ActorRef<Buffering> buffer) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Producer(number, buffer)::onMessage));
        }

        private Behavior<Produce> onMessage(Produce work) {
            value = Busy.item(value);
            buffer.tell(new Item(number, work.number(), value));
            return Behaviors.same();
        }
    }

    static final class Consumer {

        private final int number;
        private final ActorRef<Buffering> buffer;
        private double value;

        private Consumer(int number, ActorRef<Buffering> buffer) {
            this.number = number;
            this.buffer = buffer;
        }

        static Behavior<Item> create(int number, ActorRef<Buffering> buffer) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Consumer(number, buffer)::onMessage));
        }

        private Behavior<Item> onMessage(Item work) {
            value = Busy.item(value + work.value());
            buffer.tell(new Consumed(number));
            return Behaviors.same();
        }
    }

    private final int size;

    /** So many producers, and as many consumers. */
    public PekkoBoundedBuffer(String settings, int size) {
        super(settings, context -> context.spawn(Buffer.create(size), "buffer"));
        this.size = size;
    }

    @Override
    public void begin(long operations, Finish finish) {
        actors().tell(new Open(operations / size, finish));
    }
}
