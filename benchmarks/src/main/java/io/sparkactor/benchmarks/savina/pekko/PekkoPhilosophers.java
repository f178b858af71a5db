package io.sparkactor.benchmarks.savina.pekko;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.pekko.PekkoContender;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * Pekko actors at a round table eat when another gives them both forks, and ask again at once when it does not. Driven by one
 * thread.
 */
public final class PekkoPhilosophers extends PekkoContender<ActorRef<PekkoPhilosophers.Serving>> {

    sealed interface Serving {}

    record Open(long each, Finish finish) implements Serving {}

    record Hungry(int philosopher, long number) implements Serving {}

    record Done(int philosopher) implements Serving {}

    record Full(long meals) implements Serving {}

    sealed interface Dining {}

    record Start(long meals) implements Dining {}

    record Eat() implements Dining {}

    record Denied() implements Dining {}

    static final class Waiter {

        private final int size;
        private final List<ActorRef<Dining>> philosophers = new ArrayList<>();
        private @Nullable Open work;
        private boolean[] taken = {};
        private long[] expected = {};
        private long meals;
        private int full;

        private Waiter(ActorContext<Serving> context, int size) {
            this.size = size;
            for (int i = 0; i < size; i++) {
                philosophers.add(context.spawnAnonymous(Philosopher.create(i, context.getSelf())));
            }
        }

        static Behavior<Serving> create(int size) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Waiter(context, size)::onMessage));
        }

        private Behavior<Serving> onMessage(Serving message) {
            switch (message) {
                case Open open -> open(open);
                case Hungry(int philosopher, long number) -> serve(philosopher, number, Objects.requireNonNull(work));
                case Done(int philosopher) -> {
                    taken[philosopher] = false;
                    taken[(philosopher + 1) % size] = false;
                }
                case Full(long eaten) -> full(eaten, Objects.requireNonNull(work));
            }
            return Behaviors.same();
        }

        private void open(Open open) {
            work = open;
            taken = new boolean[size];
            expected = new long[size];
            meals = 0;
            full = 0;
            for (ActorRef<Dining> philosopher : philosophers) {
                philosopher.tell(new Start(open.each()));
            }
        }

        private void serve(int philosopher, long number, Open work) {
            work.finish().expect(expected[philosopher]++, number);
            int right = (philosopher + 1) % size;
            if (taken[philosopher] || taken[right]) {
                philosophers.get(philosopher).tell(new Denied());
            } else {
                taken[philosopher] = true;
                taken[right] = true;
                philosophers.get(philosopher).tell(new Eat());
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

    static final class Philosopher {

        private final int number;
        private final ActorRef<Serving> waiter;
        private long wanted;
        private long eaten;
        private long asked;

        private Philosopher(int number, ActorRef<Serving> waiter) {
            this.number = number;
            this.waiter = waiter;
        }

        static Behavior<Dining> create(int number, ActorRef<Serving> waiter) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Philosopher(number, waiter)::onMessage));
        }

        private Behavior<Dining> onMessage(Dining message) {
            switch (message) {
                case Start(long meals) -> {
                    wanted = meals;
                    eaten = 0;
                    asked = 0;
                    hungry();
                }
                case Denied() -> hungry();
                case Eat() -> {
                    eaten++;
                    waiter.tell(new Done(number));
                    if (eaten < wanted) {
                        hungry();
                    } else {
                        waiter.tell(new Full(eaten));
                    }
                }
            }
            return Behaviors.same();
        }

        private void hungry() {
            waiter.tell(new Hungry(number, asked++));
        }
    }

    private final int size;

    /** So many philosophers. */
    public PekkoPhilosophers(String settings, int size) {
        super(settings, context -> context.spawn(Waiter.create(size), "waiter"));
        this.size = size;
    }

    @Override
    public void begin(long operations, Finish finish) {
        actors().tell(new Open(operations / size, finish));
    }
}
