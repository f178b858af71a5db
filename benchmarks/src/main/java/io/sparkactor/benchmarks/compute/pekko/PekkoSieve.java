package io.sparkactor.benchmarks.compute.pekko;

import io.sparkactor.benchmarks.compute.Primes;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.pekko.PekkoContender;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** Numbers go through a chain of Pekko actors, each of which holds back the multiples of its primes. Driven by one thread. */
public final class PekkoSieve extends PekkoContender<ActorRef<PekkoSieve.Sourcing>> {

    sealed interface Sourcing {}

    record Open(long candidates, Finish finish) implements Sourcing {}

    record Counted(long primes) implements Sourcing {}

    sealed interface Filtering {}

    record Candidate(int number) implements Filtering {}

    record End(long primes, ActorRef<Sourcing> source) implements Filtering {}

    static final class Source {

        private final ActorContext<Sourcing> context;
        private @Nullable Open work;
        private @Nullable ActorRef<Filtering> first;

        private Source(ActorContext<Sourcing> context) {
            this.context = context;
        }

        static Behavior<Sourcing> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Source(context)::onMessage));
        }

        private Behavior<Sourcing> onMessage(Sourcing message) {
            switch (message) {
                case Open open -> open(open);
                case Counted(long primes) -> counted(primes, Objects.requireNonNull(work));
            }
            return Behaviors.same();
        }

        private void open(Open open) {
            work = open;
            ActorRef<Filtering> filter = context.spawnAnonymous(Filter.create());
            first = filter;
            for (int i = 1; i <= open.candidates(); i++) {
                filter.tell(new Candidate(2 * i + 1));
            }
            filter.tell(new End(1, context.getSelf()));
        }

        private void counted(long primes, Open work) {
            context.stop(Objects.requireNonNull(first));
            work.finish().expect(Primes.upTo(Math.toIntExact(2 * work.candidates() + 1)), primes);
            work.finish().reached();
        }
    }

    static final class Filter {

        private final ActorContext<Filtering> context;
        private final Primes primes = new Primes();
        private @Nullable ActorRef<Filtering> next;

        private Filter(ActorContext<Filtering> context) {
            this.context = context;
        }

        static Behavior<Filtering> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Filter(context)::onMessage));
        }

        private Behavior<Filtering> onMessage(Filtering message) {
            switch (message) {
                case Candidate candidate -> filter(candidate);
                case End end -> end(end.primes() + primes.count(), end.source());
            }
            return Behaviors.same();
        }

        private void filter(Candidate candidate) {
            if (primes.divide(candidate.number())) {
                return;
            }
            if (!primes.isFull()) {
                primes.add(candidate.number());
                return;
            }
            ActorRef<Filtering> behind = next;
            if (behind == null) {
                behind = context.spawnAnonymous(Filter.create());
                next = behind;
            }
            behind.tell(new Candidate(candidate.number()));
        }

        private void end(long count, ActorRef<Sourcing> source) {
            ActorRef<Filtering> behind = next;
            if (behind == null) {
                source.tell(new Counted(count));
            } else {
                behind.tell(new End(count, source));
            }
        }
    }

    /** The filters of each round are made in it. */
    public PekkoSieve(String settings) {
        super(settings, context -> context.spawn(Source.create(), "source"));
    }

    @Override
    public void begin(long operations, Finish finish) {
        actors().tell(new Open(operations, finish));
    }
}
