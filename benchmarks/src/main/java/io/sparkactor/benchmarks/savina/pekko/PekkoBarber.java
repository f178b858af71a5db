package io.sparkactor.benchmarks.savina.pekko;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.pekko.PekkoContender;
import io.sparkactor.benchmarks.savina.Busy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.SplittableRandom;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * A Pekko actor makes customers, who come to a waiting room, go again if it is full, and come again; a barber sleeps until there is
 * somebody. Driven by one thread.
 */
public final class PekkoBarber extends PekkoContender<ActorRef<PekkoBarber.Living>> {

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

    static final class Street {

        private final ActorContext<Living> context;
        private final ActorRef<Waiting> room;
        private final SplittableRandom chance = new SplittableRandom(1);
        private @Nullable Open work;
        private long entered;
        private long left;
        private long sum;

        private Street(ActorContext<Living> context, ActorRef<Waiting> room) {
            this.context = context;
            this.room = room;
        }

        static Behavior<Living> create(ActorRef<Waiting> room) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Street(context, room)::onMessage));
        }

        private Behavior<Living> onMessage(Living message) {
            switch (message) {
                case Open open -> open(open);
                case Returned(ActorRef<Attending> customer) -> enter(customer);
                case Left(long number) -> left(number, Objects.requireNonNull(work));
            }
            return Behaviors.same();
        }

        private void open(Open open) {
            work = open;
            entered = 0;
            left = 0;
            sum = 0;
            room.tell(new Begin(open.finish()));
            for (long i = 0; i < open.customers(); i++) {
                enter(context.spawnAnonymous(Customer.create(i, context.getSelf())));
                Busy.draw(Busy.someTime(chance));
            }
        }

        private void enter(ActorRef<Attending> customer) {
            room.tell(new Enter(customer, entered++));
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

    static final class Room {

        private final ActorContext<Waiting> context;
        private final ActorRef<Cutting> barber;
        private final Deque<ActorRef<Attending>> chairs = new ArrayDeque<>();
        private @Nullable Finish finish;
        private boolean asleep = true;
        private long expected;

        private Room(ActorContext<Waiting> context, ActorRef<Cutting> barber) {
            this.context = context;
            this.barber = barber;
        }

        static Behavior<Waiting> create(ActorRef<Cutting> barber) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Room(context, barber)::onMessage));
        }

        private Behavior<Waiting> onMessage(Waiting message) {
            switch (message) {
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
            return Behaviors.same();
        }

        private void enter(ActorRef<Attending> customer) {
            if (chairs.size() == CHAIRS) {
                customer.tell(new Full());
                return;
            }
            chairs.add(customer);
            if (asleep) {
                asleep = false;
                next();
            } else {
                customer.tell(new Wait());
            }
        }

        private void next() {
            if (chairs.isEmpty()) {
                asleep = true;
                barber.tell(new Sleep());
            } else {
                barber.tell(new Cut(chairs.remove(), context.getSelf()));
            }
        }
    }

    static final class Barber {

        private final SplittableRandom chance = new SplittableRandom(2);

        static Behavior<Cutting> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Barber()::onMessage));
        }

        private Behavior<Cutting> onMessage(Cutting message) {
            switch (message) {
                case Cut(ActorRef<Attending> customer, ActorRef<Waiting> room) -> {
                    customer.tell(new Start());
                    Busy.draw(Busy.someTime(chance));
                    customer.tell(new Done());
                    room.tell(new Next());
                }
                case Sleep() -> {}
            }
            return Behaviors.same();
        }
    }

    static final class Customer {

        private final ActorContext<Attending> context;
        private final long number;
        private final ActorRef<Living> street;

        private Customer(ActorContext<Attending> context, long number, ActorRef<Living> street) {
            this.context = context;
            this.number = number;
            this.street = street;
        }

        static Behavior<Attending> create(long number, ActorRef<Living> street) {
            return Behaviors.setup(
                    context -> Behaviors.receiveMessage(new Customer(context, number, street)::onMessage));
        }

        private Behavior<Attending> onMessage(Attending message) {
            switch (message) {
                case Full() -> street.tell(new Returned(context.getSelf()));
                case Wait(), Start() -> {}
                case Done() -> {
                    street.tell(new Left(number));
                    return Behaviors.stopped();
                }
            }
            return Behaviors.same();
        }
    }

    /** One barber, and the customers of each round. */
    public PekkoBarber(String settings) {
        super(settings, context -> {
            ActorRef<Cutting> barber = context.spawn(Barber.create(), "barber");
            ActorRef<Waiting> room = context.spawn(Room.create(barber), "room");
            return context.spawn(Street.create(room), "street");
        });
    }

    @Override
    public void begin(long operations, Finish finish) {
        actors().tell(new Open(operations, finish));
    }
}
