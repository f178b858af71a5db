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
