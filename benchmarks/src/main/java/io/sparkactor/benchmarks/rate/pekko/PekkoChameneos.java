package io.sparkactor.benchmarks.rate.pekko;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.Colour;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** Pekko actors come to a mall, which brings them together in pairs, and change colours. Driven by one thread. */
public final class PekkoChameneos extends PekkoContender<PekkoChameneos.Actors> {

    sealed interface Visiting {}

    record Open(long meetings, int visitors, Finish finish) implements Visiting {}

    record Come(int self, ActorRef<Living> visitor, Colour colour, long number) implements Visiting {}

    record Gone(long meetings) implements Visiting {}

    sealed interface Living {}

    record Start(ActorRef<Visiting> mall) implements Living {}

    record Meet(ActorRef<Living> other, Colour colour) implements Living {}

    record Change(Colour colour) implements Living {}

    record Leave() implements Living {}

    record Actors(ActorRef<Visiting> mall, List<ActorRef<Living>> chameneos) {}

    static final class Mall {

        private @Nullable Open work;
        private @Nullable Come waiting;
        private long left;
        private long sum;
        private int gone;
        private long[] expected = {};

        static Behavior<Visiting> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Mall()::onMessage));
        }

        private Behavior<Visiting> onMessage(Visiting message) {
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
            return Behaviors.same();
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

    static final class Chameneo {

        private final ActorContext<Living> context;
        private final int number;
        private Colour colour;
        private @Nullable ActorRef<Visiting> mall;
        private long meetings;

        private Chameneo(ActorContext<Living> context, int number) {
            this.context = context;
            this.number = number;
            colour = Colour.of(number);
        }

        static Behavior<Living> create(int number) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Chameneo(context, number)::onMessage));
        }

        private Behavior<Living> onMessage(Living message) {
            switch (message) {
                case Start start -> {
                    mall = start.mall();
                    meetings = 0;
                    come(start.mall());
                }
                case Meet(ActorRef<Living> other, Colour others) -> {
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
            return Behaviors.same();
        }

        private void met() {
            meetings++;
            come(Objects.requireNonNull(mall));
        }

        private void come(ActorRef<Visiting> mall) {
            mall.tell(new Come(number, context.getSelf(), colour, meetings));
        }
    }

    /** So many chameneos. */
    public PekkoChameneos(String settings, int size) {
        super(
                settings,
                context -> new Actors(
                        context.spawn(Mall.create(), "mall"),
                        IntStream.range(0, size)
                                .mapToObj(i -> context.spawn(Chameneo.create(i), "chameneo-" + i))
                                .toList()));
    }

    @Override
    public void begin(long operations, Finish finish) {
        Actors actors = actors();
        actors.mall().tell(new Open(operations, actors.chameneos().size(), finish));
        actors.chameneos().forEach(chameneo -> chameneo.tell(new Start(actors.mall())));
    }
}
