package io.sparkactor.benchmarks.savina.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.spark.SparkContender;
import io.sparkactor.benchmarks.savina.Busy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A Spark actor lets others smoke, one after another by chance: each says when it has begun, and takes its time. Driven by one
 * thread.
 */
public final class SparkSmokers extends SparkContender {

    sealed interface Arbitrating {}

    record Open(long rounds, Finish finish) implements Arbitrating {}

    record Started(long number) implements Arbitrating {}

    record Left(long smoked) implements Arbitrating {}

    sealed interface Smoking {}

    record Smoke(long number, int steps) implements Smoking {}

    record Leave() implements Smoking {}

    static final class Arbiter extends Actor<Arbitrating> {

        private final int size;
        private final List<ActorRef<Smoking>> smokers = new ArrayList<>();
        private final SplittableRandom chance = new SplittableRandom(1);
        private @Nullable Open work;
        private long round;
        private long smoked;
        private int left;

        Arbiter(int size) {
            this.size = size;
        }

        @Override
        protected void preStart() {
            for (int i = 0; i < size; i++) {
                smokers.add(createActor(() -> new Smoker(self())));
            }
        }

        @Override
        protected void process(Message<Arbitrating> message) {
            switch (message.content()) {
                case Open open -> {
                    work = open;
                    round = 0;
                    smoked = 0;
                    left = 0;
                    next();
                }
                case Started(long number) -> started(number, Objects.requireNonNull(work));
                case Left(long times) -> left(times, Objects.requireNonNull(work));
            }
        }

        private void started(long number, Open work) {
            work.finish().expect(round++, number);
            if (round < work.rounds()) {
                next();
            } else {
                for (ActorRef<Smoking> smoker : smokers) {
                    tell(new Leave(), smoker);
                }
            }
        }

        private void next() {
            tell(new Smoke(round, Busy.someTime(chance)), smokers.get(chance.nextInt(size)));
        }

        private void left(long times, Open work) {
            smoked += times;
            left++;
            if (left == size) {
                work.finish().expect(work.rounds(), smoked);
                work.finish().reached();
            }
        }
    }

    static final class Smoker extends Actor<Smoking> {

        private final ActorRef<Arbitrating> arbiter;
        private long smoked;

        Smoker(ActorRef<Arbitrating> arbiter) {
            this.arbiter = arbiter;
        }

        @Override
        protected void process(Message<Smoking> message) {
            switch (message.content()) {
                case Smoke(long number, int steps) -> {
                    tell(new Started(number), arbiter);
                    Busy.draw(steps);
                    smoked++;
                }
                case Leave() -> {
                    tell(new Left(smoked), arbiter);
                    smoked = 0;
                }
            }
        }
    }

    private final ActorRef<Arbitrating> arbiter;

    /** So many smokers. */
    public SparkSmokers(int size) {
        super("smokers");
        arbiter = syndicate().createActor(() -> new Arbiter(size));
    }

    @Override
    public void begin(long operations, Finish finish) {
        sending(2 * operations + 1);
        arbiter.tell(new Open(operations, finish));
    }
}
