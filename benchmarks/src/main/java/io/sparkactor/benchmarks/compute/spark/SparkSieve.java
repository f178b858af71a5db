package io.sparkactor.benchmarks.compute.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.compute.Primes;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.spark.SparkContender;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Numbers go through a chain of Spark actors, each of which holds back the multiples of its primes. Driven by one thread. */
public final class SparkSieve extends SparkContender {

    sealed interface Sourcing {}

    record Open(long candidates, Finish finish) implements Sourcing {}

    record Counted(long primes) implements Sourcing {}

    sealed interface Filtering {}

    record Candidate(int number) implements Filtering {}

    record End(long primes, ActorRef<Sourcing> source) implements Filtering {}

    static final class Source extends Actor<Sourcing> {

        private @Nullable Open work;
        private @Nullable ActorRef<Filtering> first;

        @Override
        protected void process(Message<Sourcing> message) {
            switch (message.content()) {
                case Open open -> open(open);
                case Counted(long primes) -> counted(primes, Objects.requireNonNull(work));
            }
        }

        private void open(Open open) {
            work = open;
            ActorRef<Filtering> filter = createActor(Filter::new);
            first = filter;
            for (int i = 1; i <= open.candidates(); i++) {
                tell(new Candidate(2 * i + 1), filter);
            }
            tell(new End(1, self()), filter);
        }

        private void counted(long primes, Open work) {
            context().stop(Objects.requireNonNull(first));
            work.finish().expect(Primes.upTo(Math.toIntExact(2 * work.candidates() + 1)), primes);
            work.finish().reached();
        }
    }

    static final class Filter extends Actor<Filtering> {

        private final Primes primes = new Primes();
        private @Nullable ActorRef<Filtering> next;

        @Override
        protected void process(Message<Filtering> message) {
            switch (message.content()) {
                case Candidate candidate -> filter(candidate);
                case End end -> end(end.primes() + primes.count(), end.source());
            }
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
                behind = createActor(Filter::new);
                next = behind;
            }
            tell(new Candidate(candidate.number()), behind);
        }

        private void end(long count, ActorRef<Sourcing> source) {
            ActorRef<Filtering> behind = next;
            if (behind == null) {
                tell(new Counted(count), source);
            } else {
                tell(new End(count, source), behind);
            }
        }
    }

    private final ActorRef<Sourcing> source = syndicate().createActor(Source::new);

    /** The filters of each round are made in it. */
    public SparkSieve() {
        super("sieve");
    }

    @Override
    public void begin(long operations, Finish finish) {
        sending(operations + 2);
        source.tell(new Open(operations, finish));
    }
}
