package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The books and the close of a syndicate with actors on threads of their own. */
@Timeout(60)
class ExecutorCloseTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    /** Passes on what it gets. */
    private static final class Passing extends Actor<Integer> {

        private final ActorRef<Integer> next;

        Passing(ActorRef<Integer> next) {
            this.next = next;
        }

        @Override
        protected void process(Message<Integer> message) {
            tell(message.content(), next);
        }
    }

    /** Stays in its handler until it is let go. */
    private static final class Staying extends Actor<String> {

        private final Gate entered;
        private final Gate release;

        Staying(Gate entered, Gate release) {
            this.entered = entered;
            this.release = release;
        }

        @Override
        protected void process(Message<String> message) {
            entered.open();
            release.awaitStubbornly();
        }
    }

    private static ActorRef<Integer> passing(Syndicate syndicate, ActorRef<Integer> next) {
        return syndicate.createActor(OnThread.of(() -> new Passing(next)));
    }

    @Test
    void whatItSendsWhileACloseDrainsIsTaken() throws Exception {
        var syndicate = Syndicate.open("drains");
        var seen = new Mail<Integer>();
        var closing = new Gate();
        var last = syndicate.createActor(Integer.class, (context, message) -> seen.put(message.content()));
        var second = passing(syndicate, last);
        var first = passing(syndicate, second);
        var begin = syndicate.createActor(Integer.class, (context, message) -> {
            closing.await();
            first.tell(message.content());
        });
        IntStream.range(0, 100).forEach(begin::tell);
        var closer = Thread.ofVirtual().start(() -> syndicate.close(LONG));
        while (!syndicate.isClosed()) {
            Thread.onSpinWait();
        }
        closing.open();
        closer.join();

        assertThat(seen.all()).hasSize(100);
        assertThat(syndicate.ledger().balanced()).isTrue();
        assertThat(syndicate.ledger().inFlight()).isZero();
        assertThat(syndicate.deadLetters()).isEmpty();
    }

    @Test
    void theBooksAddUpAfterACloseUnderLoad() {
        var syndicate = Syndicate.open("load");
        var last = syndicate.createActor(Integer.class, (context, message) -> {});
        var actors =
                IntStream.range(0, 4).mapToObj(i -> passing(syndicate, last)).toList();
        Crew crew = Crew.start(2, member -> {
            for (int i = 0; !syndicate.isClosed(); i++) {
                actors.get(i % actors.size()).tell(i);
            }
        });

        var report = syndicate.close(Duration.ofMillis(20));
        crew.join();

        assertThat(report.running()).isEmpty();
        assertThat(syndicate.ledger().balanced()).as("%s", syndicate.ledger()).isTrue();
        assertThat(syndicate.ledger().inFlight()).isZero();
    }

    @Test
    void aHandlerThatNeverEndsDoesNotHoldUpACloseAndIsNamed() throws Exception {
        var syndicate = Syndicate.open("never");
        var entered = new Gate();
        var release = new Gate();
        var actor = syndicate.createActor(OnThread.of(() -> new Staying(entered, release)));
        actor.tell("stay");
        actor.tell("behind");
        entered.await();

        var report = syndicate.close(Duration.ofMillis(50));

        assertThat(report.running()).containsExactly(actor.path());
        assertThat(report.took()).isLessThan(Duration.ofSeconds(3));
        assertThat(report.undelivered()).containsKey(actor.path());
        release.open();
        Books.settled(syndicate);
    }

    @Test
    void aCloseEndsItsThreads() throws Exception {
        var syndicate = Syndicate.open("ends");
        var threads = new Mail<Thread>();
        syndicate.createActor(OnThread.of(() -> new Noting(threads)));

        assertThat(syndicate.close(LONG).running()).isEmpty();

        assertThat(threads.take().join(LONG)).isTrue();
    }

    private static final class Noting extends Actor<Object> {

        private final Mail<Thread> threads;

        Noting(Mail<Thread> threads) {
            this.threads = threads;
        }

        @Override
        protected void preStart() {
            threads.put(Thread.currentThread());
        }

        @Override
        protected void process(Message<Object> message) {}
    }
}
