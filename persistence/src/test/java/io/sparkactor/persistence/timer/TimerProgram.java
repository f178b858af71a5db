package io.sparkactor.persistence.timer;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.DurableTimer;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.codec.cbor.CborCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/**
 * A program that schedules timers until it is killed, and says so: {@code S} a schedule has returned, {@code c} a cancel begins, {@code C} it
 * has returned, {@code F} a timer has fired, each with the number of the timer; {@code C} also with what the cancel has said. Every second
 * timer is never cancelled.
 */
final class TimerProgram {

    static final int CLERKS = 4;
    private static final int LONGEST_MILLIS = 300;
    private static final int KEPT = 5;

    private TimerProgram() {}

    /** Takes the path of the file, and the first number to use; without that, it only lets fire what is there. */
    public static void main(String[] arguments) throws InterruptedException {
        Path path = Path.of(arguments[0]);
        try (var syndicate = Syndicate.open(
                "timers",
                c -> c.durableTimers(
                        FileTimerStore.open(path), CborCodec.builder().build()))) {
            for (int clerk = 0; clerk < CLERKS; clerk++) {
                int offset = clerk;
                ActorRef<Object> ref = syndicate.createActor(
                        ActorSpec.<Object>of(() -> new Clerk(offset)).named("clerk-" + clerk));
                if (arguments.length > 1) {
                    ref.tell("from " + (Integer.parseInt(arguments[1]) + clerk));
                }
            }
            Thread.currentThread().join(); // until it is killed
        }
    }

    private static final class Clerk extends Actor<Object> {

        private final Random random = new Random();
        private final Deque<DurableTimer> handles = new ArrayDeque<>();
        private final int offset;
        private int next;

        Clerk(int offset) {
            this.offset = offset;
        }

        @Override
        protected void process(Message<Object> message) {
            switch (message.content()) {
                case String text
                when text.startsWith("from ") -> {
                    next = Integer.parseInt(text.substring("from ".length()));
                    goOn();
                }
                case String _ -> goOn();
                default -> say("F", String.valueOf(message.content()));
            }
        }

        private void goOn() {
            var timer = durableTimer(Integer.toString(next), Duration.ofMillis(random.nextInt(LONGEST_MILLIS)), next);
            say("S", Integer.toString(next));
            if (next / CLERKS % 2 == 0) {
                handles.addLast(timer);
            }
            next += CLERKS;
            if (handles.size() > KEPT) {
                DurableTimer unwanted = handles.removeFirst();
                say("c", unwanted.id());
                say("C", unwanted.id() + " " + unwanted.cancel());
            }
            self().tell("go on, " + offset);
        }

        private static void say(String what, String number) {
            System.out.println(what + " " + number);
        }
    }
}
