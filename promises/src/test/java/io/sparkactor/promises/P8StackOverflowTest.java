package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Request;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * P1, P5, P8: a recursion that sends at each step overflows the stack inside a send, as that is where it is deepest. Neither the
 * receiver nor the scheduler may be left half done. Code that is not compiled yet needs the most stack, so the first rounds matter.
 */
class P8StackOverflowTest {

    private static final int ROUNDS = 40;
    private static final int CLIMBS = 200;
    private static final long SMALL_STACK = 256 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    sealed interface Protocol {}

    record Item() implements Protocol {}

    record Count() implements Protocol, Request<Protocol, Long> {}

    static final class Receiver extends Actor<Protocol> {

        private long items;

        @Override
        protected void process(Message<Protocol> message) {
            switch (message.content()) {
                case Item() -> items++;
                case Count request -> message.reply(request, items);
            }
        }
    }

    /** Says at the end how many sends came back. */
    record Recurse(ActorRef<Protocol> target) implements Request<Recurse, Long> {}

    static final class Recursion extends Actor<Recurse> {

        @Override
        protected void process(Message<Recurse> message) {
            message.reply(message.content(), new Sends(message.content().target()).overflow());
        }
    }

    /** Confined to the thread that uses it. */
    private static final class Sends {

        private final ActorRef<Protocol> target;
        private long returned;

        Sends(ActorRef<Protocol> target) {
            this.target = target;
        }

        long overflow() {
            try {
                recurse();
            } catch (StackOverflowError expected) {
                return returned;
            }
            throw new AssertionError("there is no end of the stack");
        }

        @SuppressWarnings("InfiniteRecursion") // that is the point
        private void recurse() {
            if (target.tell(new Item()).accepted()) {
                returned++;
            }
            recurse();
        }
    }

    @Test
    void aHandlerThatOverflowsItsStackInASendLosesNothing() {
        try (Syndicate syndicate = Syndicate.open("overflow")) {
            for (int round = 0; round < ROUNDS; round++) {
                ActorRef<Protocol> receiver = syndicate.createActor(Receiver::new);
                ActorRef<Recurse> recursion = syndicate.createActor(Recursion::new);
                long sent = recursion.ask(new Recurse(receiver), PATIENCE);
                checkThatItAnswers(receiver, sent);
                syndicate.stop(recursion);
            }
            checkBooks(syndicate);
        }
    }

    /** Sends where the stack has overflowed, and on the way up again until one send comes back: one of them overflows half done. */
    record Climb(ActorRef<Protocol> target) implements Request<Climb, Boolean> {}

    static final class Climber extends Actor<Climb> {

        @Override
        protected void process(Message<Climb> message) {
            ActorRef<Protocol> target = message.content().target();
            target.ask(new Count(), PATIENCE); // woken by this very thread, and about to sleep again
            message.reply(message.content(), fallAndClimb(target));
        }

        @SuppressWarnings("InfiniteRecursion") // that is the point
        private static boolean fallAndClimb(ActorRef<Protocol> target) {
            boolean sent = false;
            try {
                sent = fallAndClimb(target);
            } catch (StackOverflowError bottom) {
                // from here on upwards
            }
            return sent || target.tell(new Item()).accepted();
        }
    }

    @Test
    void aReceiverThatTheSameThreadHasWokenBeforeIsWokenAgain() {
        try (Syndicate syndicate = Syndicate.open("overflow")) {
            ActorRef<Protocol> receiver = syndicate.createActor(Receiver::new);
            ActorRef<Climb> climber = syndicate.createActor(Climber::new);
            for (int round = 0; round < CLIMBS; round++) {
                assertThat(climber.ask(new Climb(receiver), PATIENCE)).isTrue();
                assertThat(receiver.ask(new Count(), PATIENCE)).isGreaterThan(round);
            }
            checkBooks(syndicate);
        }
    }

    /** Climbs, and asks the target in the same turn, for its reply or for nothing less. */
    record ClimbAndAsk(ActorRef<Protocol> target) implements Request<ClimbAndAsk, Long> {}

    static final class AskingClimber extends Actor<ClimbAndAsk> {

        @Override
        protected void process(Message<ClimbAndAsk> message) {
            ActorRef<Protocol> target = message.content().target();
            Climber.fallAndClimb(target);
            message.reply(message.content(), target.ask(new Count(), PATIENCE));
        }
    }

    @Test
    void aTurnThatHasOverflowedItsStackInASendMayWaitForTheReceiver() {
        try (Syndicate syndicate = Syndicate.open("overflow")) {
            ActorRef<ClimbAndAsk> climber = syndicate.createActor(AskingClimber::new);
            for (int round = 0; round < CLIMBS; round++) {
                ActorRef<Protocol> receiver = syndicate.createActor(Receiver::new);
                assertThat(climber.ask(new ClimbAndAsk(receiver), PATIENCE.plus(PATIENCE)))
                        .isPositive();
            }
            checkBooks(syndicate);
        }
    }

    @Test
    void aThreadThatOverflowsItsStackInASendStopsNobody() throws InterruptedException {
        try (Syndicate syndicate = Syndicate.open("overflow")) {
            for (int round = 0; round < ROUNDS; round++) {
                ActorRef<Protocol> receiver = syndicate.createActor(Receiver::new);
                Sends sends = new Sends(receiver);
                long[] sent = new long[1];
                Thread thread = new Thread(null, () -> sent[0] = sends.overflow(), "recursion", SMALL_STACK);
                thread.start();
                thread.join();
                checkThatItAnswers(receiver, sent[0]);
            }
            checkBooks(syndicate);
        }
    }

    /** A send that overflowed behind the step that publishes it has been sent, though it did not come back. */
    private static void checkThatItAnswers(ActorRef<Protocol> receiver, long sent) {
        assertThat(receiver.ask(new Count(), PATIENCE)).isBetween(sent, sent + 1);
    }

    private static void checkBooks(Syndicate syndicate) {
        Await.until("all is handled", () -> syndicate.ledger().inFlight() == 0);
        assertThat(syndicate.ledger().balanced()).describedAs("balanced books").isTrue();
    }
}
