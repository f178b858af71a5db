package io.sparkactor.benchmarks.savina.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.spark.SparkContender;
import io.sparkactor.benchmarks.savina.Busy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Spark actors produce items, one keeps a few of them, others consume them. Driven by one thread. */
public final class SparkBoundedBuffer extends SparkContender {

    /** How many items may wait before producers must. */
    private static final int ROOM = 10;

    sealed interface Buffering {}

    record Open(long each, Finish finish) implements Buffering {}

    record Item(int producer, long number, double value) implements Buffering {}

    record Consumed(int consumer) implements Buffering {}

    record Produce(long number) {}

    static final class Buffer extends Actor<Buffering> {

        private final int size;
        private final List<ActorRef<Produce>> producers = new ArrayList<>();
        private final List<ActorRef<Item>> consumers = new ArrayList<>();
        private final Deque<Item> items = new ArrayDeque<>();
        private final Deque<Integer> idleProducers = new ArrayDeque<>();
        private final Deque<Integer> idleConsumers = new ArrayDeque<>();
        private @Nullable Open work;
        private long[] expected = {};
        private long consumed;

        Buffer(int size) {
            this.size = size;
        }

        @Override
        protected void preStart() {
            for (int i = 0; i < size; i++) {
                int number = i;
                producers.add(createActor(() -> new Producer(number, self())));
                consumers.add(createActor(() -> new Consumer(number, self())));
                idleConsumers.add(number);
            }
        }

        @Override
        protected void process(Message<Buffering> message) {
            switch (message.content()) {
                case Open open -> open(open);
                case Item item -> take(item, Objects.requireNonNull(work));
                case Consumed(int consumer) -> give(consumer, Objects.requireNonNull(work));
            }
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
                tell(item, consumers.get(idleConsumers.remove()));
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
                tell(items.remove(), consumers.get(consumer));
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
            tell(new Produce(expected[producer]), producers.get(producer));
        }
    }

    static final class Producer extends Actor<Produce> {

        private final int number;
        private final ActorRef<Buffering> buffer;
        private double value;

        Producer(int number, ActorRef<Buffering> buffer) {
            this.number = number;
            this.buffer = buffer;
        }

        @Override
        protected void process(Message<Produce> message) {
            Produce work = message.content();
            value = Busy.item(value);
            tell(new Item(number, work.number(), value), buffer);
        }
    }

    static final class Consumer extends Actor<Item> {

        private final int number;
        private final ActorRef<Buffering> buffer;
        private double value;

        Consumer(int number, ActorRef<Buffering> buffer) {
            this.number = number;
            this.buffer = buffer;
        }

        @Override
        protected void process(Message<Item> message) {
            Item work = message.content();
            value = Busy.item(value + work.value());
            tell(new Consumed(number), buffer);
        }
    }

    private final int size;
    private final ActorRef<Buffering> buffer;

    /** So many producers, and as many consumers. */
    public SparkBoundedBuffer(int size) {
        super("bounded-buffer");
        this.size = size;
        buffer = syndicate().createActor(() -> new Buffer(size));
    }

    @Override
    public void begin(long operations, Finish finish) {
        sending(4 * operations + 1);
        buffer.tell(new Open(operations / size, finish));
    }
}
