package io.sparkactor.benchmarks.savina.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.spark.SparkContender;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Spark actors at a round table eat when another gives them both forks, and ask again at once when it does not. Driven by one
 * thread.
 */
public final class SparkPhilosophers extends SparkContender {

    sealed interface Serving {}

    record Open(long each, Finish finish) implements Serving {}

    record Hungry(int philosopher, long number) implements Serving {}

    record Done(int philosopher) implements Serving {}

    record Full(long meals) implements Serving {}

    sealed interface Dining {}

    record Start(long meals) implements Dining {}

    record Eat() implements Dining {}

    record Denied() implements Dining {}

    static final class Waiter extends Actor<Serving> {

        private final int size;
        private final List<ActorRef<Dining>> philosophers = new ArrayList<>();
        private @Nullable Open work;
        private boolean[] taken = {};
        private long[] expected = {};
        private long meals;
        private int full;

        Waiter(int size) {
            this.size = size;
        }

        @Override
        protected void preStart() {
            for (int i = 0; i < size; i++) {
                int number = i;
                philosophers.add(createActor(() -> new Philosopher(number, self())));
            }
        }

        @Override
        protected void process(Message<Serving> message) {
            switch (message.content()) {
                case Open open -> open(open);
                case Hungry(int philosopher, long number) -> serve(philosopher, number, Objects.requireNonNull(work));
                case Done(int philosopher) -> {
                    taken[philosopher] = false;
                    taken[(philosopher + 1) % size] = false;
                }
                case Full(long eaten) -> full(eaten, Objects.requireNonNull(work));
            }
        }

        private void open(Open open) {
            work = open;
            taken = new boolean[size];
            expected = new long[size];
            meals = 0;
            full = 0;
            for (ActorRef<Dining> philosopher : philosophers) {
                tell(new Start(open.each()), philosopher);
            }
        }

        private void serve(int philosopher, long number, Open work) {
            work.finish().expect(expected[philosopher]++, number);
            int right = (philosopher + 1) % size;
            if (taken[philosopher] || taken[right]) {
                tell(new Denied(), philosophers.get(philosopher));
            } else {
                taken[philosopher] = true;
                taken[right] = true;
                tell(new Eat(), philosophers.get(philosopher));
            }
        }

        private void full(long eaten, Open work) {
            meals += eaten;
            full++;
            if (full == size) {
                for (boolean fork : taken) {
                    work.finish().check(!fork, "a fork was not given back");
                }
                work.finish().expect(size * work.each(), meals);
                work.finish().reached();
            }
        }
    }

    static final class Philosopher extends Actor<Dining> {

        private final int number;
        private final ActorRef<Serving> waiter;
        private long wanted;
        private long eaten;
        private long asked;

        Philosopher(int number, ActorRef<Serving> waiter) {
            this.number = number;
            this.waiter = waiter;
        }

        @Override
        protected void process(Message<Dining> message) {
            switch (message.content()) {
                case Start(long meals) -> {
                    wanted = meals;
                    eaten = 0;
                    asked = 0;
                    hungry();
                }
                case Denied() -> hungry();
                case Eat() -> {
                    eaten++;
                    tell(new Done(number), waiter);
                    if (eaten < wanted) {
                        hungry();
                    } else {
                        tell(new Full(eaten), waiter);
                    }
                }
            }
        }

        private void hungry() {
            tell(new Hungry(number, asked++), waiter);
        }
    }

    private final int size;
    private final ActorRef<Serving> waiter;

    /** So many philosophers. */
    public SparkPhilosophers(int size) {
        super("philosophers");
        this.size = size;
        waiter = syndicate().createActor(() -> new Waiter(size));
    }

    @Override
    public void begin(long operations, Finish finish) {
        sending(3 * operations + 1);
        waiter.tell(new Open(operations / size, finish));
    }
}
