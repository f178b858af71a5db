package io.sparkactor.benchmarks.rate.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.Colour;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Spark actors come to a mall, which brings them together in pairs, and change colours. Driven by one thread. */
public final class SparkChameneos extends SparkContender {

    sealed interface Visiting {}

    record Open(long meetings, int visitors, Finish finish) implements Visiting {}

    record Come(int self, ActorRef<Living> visitor, Colour colour, long number) implements Visiting {}

    record Gone(long meetings) implements Visiting {}

    sealed interface Living {}

    record Start(ActorRef<Visiting> mall) implements Living {}

    record Meet(ActorRef<Living> other, Colour colour) implements Living {}

    record Change(Colour colour) implements Living {}

    record Leave() implements Living {}

    static final class Mall extends Actor<Visiting> {

        private @Nullable Open work;
        private @Nullable Come waiting;
        private long left;
        private long sum;
        private int gone;
        private long[] expected = {};

        @Override
        protected void process(Message<Visiting> message) {
            switch (message.content()) {
                case Open open -> {
                    work = open;
                    left = open.meetings();
                    sum = 0;
                    gone = 0;
                    expected = new long[open.visitors()];
                }
                case Come come -> welcome(come, Objects.requireNonNull(work));
                case Gone(long meetings) -> goodbye(meetings, Objects.requireNonNull(work));
            }
        }

        private void welcome(Come come, Open work) {
            work.finish().expect(expected[come.self()]++, come.number());
            Come first = waiting;
            if (left == 0) {
                tell(new Leave(), come.visitor());
            } else if (first == null) {
                waiting = come;
            } else {
                waiting = null;
                left--;
                tell(new Meet(come.visitor(), come.colour()), first.visitor());
            }
        }

        private void goodbye(long meetings, Open work) {
            sum += meetings;
            gone++;
            if (gone == work.visitors()) {
                work.finish().expect(2 * work.meetings(), sum);
                work.finish().reached();
            }
        }
    }

    static final class Chameneo extends Actor<Living> {

        private final int number;
        private Colour colour;
        private @Nullable ActorRef<Visiting> mall;
        private long meetings;

        Chameneo(int number) {
            this.number = number;
            colour = Colour.of(number);
        }

        @Override
        protected void process(Message<Living> message) {
            switch (message.content()) {
                case Start start -> {
                    mall = start.mall();
                    meetings = 0;
                    come(start.mall());
                }
                case Meet(ActorRef<Living> other, Colour others) -> {
                    colour = colour.complement(others);
                    tell(new Change(colour), other);
                    met();
                }
                case Change change -> {
                    colour = change.colour();
                    met();
                }
                case Leave() -> tell(new Gone(meetings), Objects.requireNonNull(mall));
            }
        }

        private void met() {
            meetings++;
            come(Objects.requireNonNull(mall));
        }

        private void come(ActorRef<Visiting> mall) {
            tell(new Come(number, self(), colour, meetings), mall);
        }
    }

    private final ActorRef<Visiting> mall = syndicate().createActor(Mall::new);
    private final List<ActorRef<Living>> chameneos = new ArrayList<>();

    /** So many chameneos. */
    public SparkChameneos(int size) {
        super("chameneos");
        for (int i = 0; i < size; i++) {
            int number = i;
            chameneos.add(syndicate().createActor(() -> new Chameneo(number)));
        }
    }

    @Override
    public void begin(long operations, Finish finish) {
        int size = chameneos.size();
        sending(4 * operations + 4L * size + 1);
        mall.tell(new Open(operations, size, finish));
        chameneos.forEach(chameneo -> chameneo.tell(new Start(mall)));
    }
}
