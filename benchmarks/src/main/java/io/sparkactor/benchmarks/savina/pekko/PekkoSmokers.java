package io.sparkactor.benchmarks.savina.pekko;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.pekko.PekkoContender;
import io.sparkactor.benchmarks.savina.Busy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * A Pekko actor lets others smoke, one after another by chance: each says when it has begun, and takes its time. Driven by one
 * thread.
 */
public final class PekkoSmokers extends PekkoContender<ActorRef<PekkoSmokers.Arbitrating>> {

    sealed interface Arbitrating {}

    record Open(long rounds, Finish finish) implements Arbitrating {}

    record Started(long number) implements Arbitrating {}

    record Left(long smoked) implements Arbitrating {}

    sealed interface Smoking {}

    record Smoke(long number, int steps) implements Smoking {}

    record Leave() implements Smoking {}

    static final class Arbiter {

        private final int size;
        private final List<ActorRef<Smoking>> smokers = new ArrayList<>();
        private final SplittableRandom chance = new SplittableRandom(1);
        private @Nullable Open work;
        private long round;
        private long smoked;
        private int left;

        private Arbiter(ActorContext<Arbitrating> context, int size) {
            this.size = size;
            for (int i = 0; i < size; i++) {
                smokers.add(context.spawnAnonymous(Smoker.create(context.getSelf())));
            }
        }

        static Behavior<Arbitrating> create(int size) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Arbiter(context, size)::onMessage));
        }

        private Behavior<Arbitrating> onMessage(Arbitrating message) {
            switch (message) {
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
            return Behaviors.same();
        }

        private void started(long number, Open work) {
            work.finish().expect(round++, number);
            if (round < work.rounds()) {
                next();
            } else {
                for (ActorRef<Smoking> smoker : smokers) {
                    smoker.tell(new Leave());
                }
            }
        }

        private void next() {
            smokers.get(chance.nextInt(size)).tell(new Smoke(round, Busy.someTime(chance)));
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

    static final class Smoker {

        private final ActorRef<Arbitrating> arbiter;
        private long smoked;

        private Smoker(ActorRef<Arbitrating> arbiter) {
            this.arbiter = arbiter;
        }

        static Behavior<Smoking> create(ActorRef<Arbitrating> arbiter) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Smoker(arbiter)::onMessage));
        }

        private Behavior<Smoking> onMessage(Smoking message) {
            switch (message) {
                case Smoke(long number, int steps) -> {
                    arbiter.tell(new Started(number));
                    Busy.draw(steps);
                    smoked++;
                }
                case Leave() -> {
                    arbiter.tell(new Left(smoked));
                    smoked = 0;
                }
            }
            return Behaviors.same();
        }
    }

    /** So many smokers. */
    public PekkoSmokers(String settings, int size) {
        super(settings, context -> context.spawn(Arbiter.create(size), "arbiter"));
    }

    @Override
    public void begin(long operations, Finish finish) {
        actors().tell(new Open(operations, finish));
    }
}
