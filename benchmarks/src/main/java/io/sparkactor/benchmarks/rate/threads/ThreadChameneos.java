package io.sparkactor.benchmarks.rate.threads;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.Colour;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Virtual threads come to a mall, which brings them together in pairs, and change colours. Driven by one thread. */
public final class ThreadChameneos extends ThreadContender {

    sealed interface Visiting {}

    record Open(long meetings, int visitors, Finish finish) implements Visiting {}

    record Come(int self, Chameneo visitor, Colour colour, long number) implements Visiting {}

    record Gone(long meetings) implements Visiting {}

    sealed interface Living {}

    record Start(Mall mall) implements Living {}

    record Meet(Chameneo other, Colour colour) implements Living {}

    record Change(Colour colour) implements Living {}

    record Leave() implements Living {}

    static final class Mall extends ThreadActor<Visiting> {

        private @Nullable Open work;
        private @Nullable Come waiting;
        private long left;
        private long sum;
        private int gone;
        private long[] expected = {};

        @Override
        protected void process(Visiting message) {
            switch (message) {
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
                come.visitor().tell(new Leave());
            } else if (first == null) {
                waiting = come;
            } else {
                waiting = null;
                left--;
                first.visitor().tell(new Meet(come.visitor(), come.colour()));
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

    static final class Chameneo extends ThreadActor<Living> {

        private final int number;
        private Colour colour;
        private @Nullable Mall mall;
        private long meetings;

        Chameneo(int number) {
            this.number = number;
            colour = Colour.of(number);
        }

        @Override
        protected void process(Living message) {
            switch (message) {
                case Start start -> {
                    mall = start.mall();
                    meetings = 0;
                    come(start.mall());
                }
                case Meet(Chameneo other, Colour others) -> {
                    colour = colour.complement(others);
                    other.tell(new Change(colour));
                    met();
                }
                case Change change -> {
                    colour = change.colour();
                    met();
                }
                case Leave() -> Objects.requireNonNull(mall).tell(new Gone(meetings));
            }
        }

        private void met() {
            meetings++;
            come(Objects.requireNonNull(mall));
        }

        private void come(Mall mall) {
            mall.tell(new Come(number, this, colour, meetings));
        }
    }

    private final Mall mall = start(new Mall());
    private final List<Chameneo> chameneos = new ArrayList<>();

    /** So many chameneos. */
    public ThreadChameneos(int size) {
        for (int i = 0; i < size; i++) {
            chameneos.add(start(new Chameneo(i)));
        }
    }

    @Override
    public void begin(long operations, Finish finish) {
        int size = chameneos.size();
        mall.tell(new Open(operations, size, finish));
        chameneos.forEach(chameneo -> chameneo.tell(new Start(mall)));
    }
}
