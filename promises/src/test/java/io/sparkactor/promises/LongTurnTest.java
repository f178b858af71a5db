package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Backoff;
import io.sparkactor.Message;
import io.sparkactor.Supervision;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A turn that has many messages goes through them by a cursor, without a look at the cell. Wherever it stands, what waits can be counted,
 * and what the actor does in between counts from the next message on.
 */
@Timeout(60)
class LongTurnTest extends DiagnosedSyndicate {

    private static final int MESSAGES = 200;

    private final Gate queued = new Gate();
    private final Gate reached = new Gate();
    private final List<Integer> handled = new ArrayList<>(); // by the one actor of a test; read when it has stopped

    /** Handles numbers once all are queued; at one of them it does something. */
    private final class Counter extends Actor<Integer> {

        private final int where;
        private final Runnable what;

        Counter(int where, Runnable what) {
            this.where = where;
            this.what = what;
        }

        @Override
        protected void process(Message<Integer> message) {
            int number = message.content();
            if (number == 0) {
                queued.awaitStubbornly();
            }
            handled.add(number);
            if (number == where) {
                what.run();
            }
        }
    }

    /** Stashes what it is told first; brings it back at one number. */
    private final class Stasher extends Actor<Integer> {

        private final int where;

        Stasher(int where) {
            this.where = where;
        }

        @Override
        protected void process(Message<Integer> message) {
            int number = message.content();
            if (number == 0) {
                queued.awaitStubbornly();
            }
            if (number < 3 && !handled.contains(where)) {
                stash();
                return;
            }
            handled.add(number);
            if (number == where) {
                unstashAll();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 63, 64, 65, 100, MESSAGES - 1})
    void whatWaitsIsCountedExactlyWhereverTheTurnStands(int where) throws Exception {
        var counter = numbered(() -> new Counter(where, () -> {
            reached.open();
            release.awaitStubbornly();
        }));
        reached.await();

        assertThat(look(counter).queued()).isEqualTo(MESSAGES - where);
        assertThat(syndicate.ledger().inFlight()).isEqualTo(MESSAGES - where);
        release.open();

        assertThat(handledBy(counter)).isEqualTo(numbers(0, MESSAGES));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9, 64, 65, 100})
    void whatIsUnstashedComesNext(int where) throws Exception {
        var stasher = numbered(() -> new Stasher(where));

        List<Integer> expected = new ArrayList<>(numbers(3, where + 1));
        expected.addAll(numbers(0, 3));
        expected.addAll(numbers(where + 1, MESSAGES));
        assertThat(handledBy(stasher)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9, 64, 65, 100})
    void theNextInstanceGoesOnBehindTheFailedMessage(int where) throws Exception {
        var counter = numbered(() -> new Counter(where, () -> {
            throw new IllegalStateException("number " + where);
        }));

        assertThat(handledBy(counter)).isEqualTo(numbers(0, MESSAGES));
        assertThat(Books.settled(syndicate).failed()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 63, 64, 65, 100})
    void aMessageThatFailsIsHandledAgainInItsPlace(int where) throws Exception {
        for (Supervision supervision : List.of(
                Supervision.resume().retries(2),
                Supervision.restart().backoff(Backoff.none()).retries(2))) {
            handled.clear();
            var counter = numbered(
                    () -> new Counter(where, () -> {
                        if (handled.size() < where + 3) {
                            throw new IllegalStateException("number " + where);
                        }
                    }),
                    supervision);

            List<Integer> expected = new ArrayList<>(numbers(0, where + 1));
            expected.addAll(List.of(where, where));
            expected.addAll(numbers(where + 1, MESSAGES));
            assertThat(handledBy(counter)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 64, 100})
    void whatItBecomesHandlesTheNextMessage(int where) throws Exception {
        List<Integer> afterwards = new ArrayList<>();
        var changing = numbered(() -> new Actor<Integer>() {
            @Override
            protected void process(Message<Integer> message) {
                if (message.content() == 0) {
                    queued.awaitStubbornly();
                }
                handled.add(message.content());
                if (message.content() == where) {
                    become((context, next) -> afterwards.add(next.content()));
                }
            }
        });

        assertThat(handledBy(changing)).isEqualTo(numbers(0, where + 1));
        assertThat(afterwards).isEqualTo(numbers(where + 1, MESSAGES));
    }

    @Test
    void anActorThatWasIdleInBetweenBeginsAnew() throws Exception {
        var counter = numbered(() -> new Counter(-1, () -> {}));
        Books.settled(syndicate);
        IntStream.range(MESSAGES, 2 * MESSAGES).forEach(counter::tell);

        assertThat(handledBy(counter)).isEqualTo(numbers(0, 2 * MESSAGES));
    }

    /** An actor that has all numbers in its queue while it handles the first. */
    private ActorRef<Integer> numbered(Supplier<Actor<Integer>> supplier) {
        return numbered(supplier, Supervision.restart());
    }

    private ActorRef<Integer> numbered(Supplier<Actor<Integer>> supplier, Supervision supervision) {
        ActorRef<Integer> actor =
                syndicate.createActor(ActorSpec.of(supplier).named("numbered").supervision(supervision));
        IntStream.range(0, MESSAGES).forEach(actor::tell);
        queued.open();
        return actor;
    }

    private List<Integer> handledBy(ActorRef<Integer> actor) {
        syndicate.stopAfterQueue(actor);
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        return handled;
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
