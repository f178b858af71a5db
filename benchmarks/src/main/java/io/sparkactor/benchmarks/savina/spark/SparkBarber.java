package io.sparkactor.benchmarks.savina.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.spark.SparkContender;
import io.sparkactor.benchmarks.savina.Busy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A Spark actor makes customers, who come to a waiting room, go again if it is full, and come again; a barber sleeps until there is
 * somebody. Driven by one thread.
 */
public final class SparkBarber extends SparkContender {

    /** How many customers may wait. */
    private static final int CHAIRS = 1000;

    sealed interface Living {}

    record Open(long customers, Finish finish) implements Living {}

    record Returned(ActorRef<Attending> customer) implements Living {}

    record Left(long number) implements Living {}

    sealed interface Waiting {}

    record Begin(Finish finish) implements Waiting {}

    record Enter(ActorRef<Attending> customer, long number) implements Waiting {}

    record Next() implements Waiting {}

    sealed interface Cutting {}

    record Cut(ActorRef<Attending> customer, ActorRef<Waiting> room) implements Cutting {}

    record Sleep() implements Cutting {}

    sealed interface Attending {}

    record Full() implements Attending {}

    record Wait() implements Attending {}

    record Start() implements Attending {}

    record Done() implements Attending {}

    static final class Street extends Actor<Living> {

        private final ActorRef<Waiting> room;
        private final SplittableRandom chance = new SplittableRandom(1);
        private @Nullable Open work;
        private long entered;
        private long left;
        private long sum;

        Street(ActorRef<Waiting> room) {
            this.room = room;
        }

        @Override
        protected void process(Message<Living> message) {
            switch (message.content()) {
                case Open open -> open(open);
                case Returned(ActorRef<Attending> customer) -> enter(customer);
                case Left(long number) -> left(number, Objects.requireNonNull(work));
            }
        }

        private void open(Open open) {
            work = open;
            entered = 0;
            left = 0;
            sum = 0;
            tell(new Begin(open.finish()), room);
            for (long i = 0; i < open.customers(); i++) {
                long number = i;
                enter(createActor(() -> new Customer(number, self())));
                Busy.draw(Busy.someTime(chance));
            }
        }

        private void enter(ActorRef<Attending> customer) {
            tell(new Enter(customer, entered++), room);
        }

        private void left(long number, Open work) {
            sum += number;
            left++;
            if (left == work.customers()) {
                work.finish().expect(left * (left - 1) / 2, sum);
                work.finish().reached();
            }
        }
    }

    static final class Room extends Actor<Waiting> {

        private final ActorRef<Cutting> barber;
        private final Deque<ActorRef<Attending>> chairs = new ArrayDeque<>();
        private @Nullable Finish finish;
        private boolean asleep = true;
        private long expected;

        Room(ActorRef<Cutting> barber) {
            this.barber = barber;
        }

        @Override
        protected void process(Message<Waiting> message) {
            switch (message.content()) {
                case Begin begin -> {
                    finish = begin.finish();
                    expected = 0;
                }
                case Enter(ActorRef<Attending> customer, long number) -> {
                    Objects.requireNonNull(finish).expect(expected++, number);
                    enter(customer);
                }
                case Next() -> next();
            }
        }

        private void enter(ActorRef<Attending> customer) {
            if (chairs.size() == CHAIRS) {
                tell(new Full(), customer);
                return;
            }
            chairs.add(customer);
            if (asleep) {
                asleep = false;
                next();
            } else {
                tell(new Wait(), customer);
            }
        }

        private void next() {
            if (chairs.isEmpty()) {
                asleep = true;
                tell(new Sleep(), barber);
            } else {
                tell(new Cut(chairs.remove(), self()), barber);
            }
        }
    }

    static final class Barber extends Actor<Cutting> {

        private final SplittableRandom chance = new SplittableRandom(2);

        @Override
        protected void process(Message<Cutting> message) {
            switch (message.content()) {
                case Cut(ActorRef<Attending> customer, ActorRef<Waiting> room) -> {
                    tell(new Start(), customer);
                    Busy.draw(Busy.someTime(chance));
                    tell(new Done(), customer);
                    tell(new Next(), room);
                }
                case Sleep() -> {}
            }
        }
    }

    static final class Customer extends Actor<Attending> {

        private final long number;
        private final ActorRef<Living> street;

        Customer(long number, ActorRef<Living> street) {
            this.number = number;
            this.street = street;
        }

        @Override
        protected void process(Message<Attending> message) {
            switch (message.content()) {
                case Full() -> tell(new Returned(self()), street);
                case Wait(), Start() -> {}
                case Done() -> {
                    tell(new Left(number), street);
                    stop();
                }
            }
        }
    }

    private final ActorRef<Living> street;

    /** One barber, and the customers of each round. */
    public SparkBarber() {
        super("barber");
        ActorRef<Cutting> barber = syndicate().createActor(Barber::new);
        ActorRef<Waiting> room = syndicate().createActor(() -> new Room(barber));
        street = syndicate().createActor(() -> new Street(room));
    }

    @Override
    public void begin(long operations, Finish finish) {
        sending(6 * operations + 1);
        street.tell(new Open(operations, finish));
    }
}
