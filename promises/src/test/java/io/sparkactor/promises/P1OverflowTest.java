package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskRefusedException;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.ChildExited;
import io.sparkactor.DeadLetter;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Mailbox;
import io.sparkactor.Message;
import io.sparkactor.Overflow;
import io.sparkactor.Signal;
import io.sparkactor.Syndicate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** P1 at a full mailbox: the bound holds, and each message over it is refused or dropped as the policy says, and somebody is told. */
@Timeout(60)
class P1OverflowTest {

    private static final Duration LONG = Duration.ofSeconds(8);
    private static final Delivery REFUSED = new Delivery.Refused(DeadLetterReason.OVERFLOW);
    private static final Delivery ACCEPTED = new Delivery.Accepted();

    private final Syndicate syndicate = Syndicate.open("p1-overflow");

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    static List<Mailbox<Object>> allPolicies() {
        return List.of(
                Mailbox.bounded(5),
                Mailbox.bounded(5).overflow(Overflow.DROP_NEWEST),
                Mailbox.bounded(5).overflow(Overflow.DROP_OLDEST),
                Mailbox.bounded(5).overflow(Overflow.block(Duration.ofMillis(1))),
                Mailbox.priority(5, Object::hashCode).overflow(Overflow.DROP_OLDEST));
    }

    @Test
    void aBoundedMailboxTakesAsManyAsItsBoundAndRefusesTheNext() throws Exception {
        var stuck = StuckActor.in(syndicate, Mailbox.bounded(3)); // holds the first of three

        assertThat(List.of(stuck.ref.tell("a"), stuck.ref.tell("b"), stuck.ref.tell("c")))
                .containsExactly(ACCEPTED, ACCEPTED, REFUSED);
        assertThat(syndicate.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.content()).isEqualTo("c");
            assertThat(letter.accepted()).isFalse();
            assertThat(letter.reason()).isEqualTo(DeadLetterReason.OVERFLOW);
        });
        stuck.release();
        assertThat(stuck.handled.take(3)).containsExactly("first", "a", "b");
    }

    @Test
    void aFullMailboxTakesAgainWhenThereIsRoom() throws Exception {
        var stuck = StuckActor.in(syndicate, Mailbox.bounded(1));
        assertThat(stuck.ref.tell("too early")).isEqualTo(REFUSED);
        stuck.release();
        Books.settled(syndicate);

        assertThat(stuck.ref.tell("now")).isEqualTo(ACCEPTED);
    }

    @Test
    void anAskOfAFullMailboxFailsAtOnce() throws Exception {
        var stuck = StuckActor.in(syndicate, Mailbox.bounded(1));

        var failure = catchThrowableOfType(AskRefusedException.class, () -> stuck.ref.ask("well?", String.class, LONG));

        assertThat(failure.reason()).isEqualTo(DeadLetterReason.OVERFLOW);
        assertThat(failure.queueDepth()).isEqualTo(1);
        assertThat(failure.elapsed()).isLessThan(LONG.dividedBy(2));
    }

    @Test
    void dropNewestKeepsWhatWaitsAndDropsTheNewOne() throws Exception {
        var stuck = StuckActor.in(syndicate, Mailbox.bounded(3).overflow(Overflow.DROP_NEWEST));

        assertThat(List.of(stuck.ref.tell("a"), stuck.ref.tell("b"), stuck.ref.tell("c")))
                .containsOnly(ACCEPTED);
        assertThat(dropped()).containsExactly("c");
        stuck.release();
        assertThat(stuck.handled.take(3)).containsExactly("first", "a", "b");
        Books.settled(syndicate);
    }

    @Test
    void dropOldestKeepsTheNewOneAndDropsWhatHasWaitedLongest() throws Exception {
        var stuck = StuckActor.in(syndicate, Mailbox.bounded(3).overflow(Overflow.DROP_OLDEST));

        assertThat(List.of("a", "b", "c", "d"))
                .allSatisfy(text -> assertThat(stuck.ref.tell(text)).isEqualTo(ACCEPTED));
        assertThat(dropped()).containsExactly("a", "b");
        stuck.release();
        assertThat(stuck.handled.take(3)).containsExactly("first", "c", "d");
        Books.settled(syndicate);
    }

    @Test
    void theAskerOfADroppedMessageIsToldAtOnce() throws Exception {
        var stuck = StuckActor.in(syndicate, Mailbox.bounded(2).overflow(Overflow.DROP_OLDEST));
        var waiting = stuck.ref.askAsync("dropped later", String.class, LONG);
        stuck.ref.tell("newer");

        assertRefused(waiting);
    }

    @Test
    void theAskerWhoseOwnMessageIsDroppedIsToldAtOnce() throws Exception {
        var stuck = StuckActor.in(syndicate, Mailbox.bounded(1).overflow(Overflow.DROP_NEWEST));

        assertRefused(stuck.ref.askAsync("dropped at once", String.class, LONG));
    }

    private static void assertRefused(CompletableFuture<String> future) {
        assertThatThrownBy(() -> future.orTimeout(LONG.toMillis() / 2, TimeUnit.MILLISECONDS)
                        .join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        AskRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(DeadLetterReason.OVERFLOW));
    }

    @ParameterizedTest
    @MethodSource("allPolicies")
    void theBoundHoldsUnderConcurrentSenders(Mailbox<Object> mailbox) throws Exception {
        var stuck = StuckActor.in(syndicate, mailbox);
        var accepted = new AtomicInteger();
        Crew.run(
                4,
                member -> IntStream.range(0, 500).forEach(i -> {
                    accepted.addAndGet(stuck.ref.tell(member + ":" + i).accepted() ? 1 : 0);
                    assertThat(syndicate.ledger().inFlight()).isLessThanOrEqualTo(mailbox.bound());
                }));

        Books.settledWith(syndicate, mailbox.bound());
        assertThat(accepted.get() - dropped().size()).isGreaterThanOrEqualTo(mailbox.bound() - 1);
        stuck.release();
        assertThat(stuck.handled.take(mailbox.bound())).doesNotHaveDuplicates();
        Books.settled(syndicate);
        assertThat(stuck.handled.all()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("allPolicies")
    void theBoundHoldsWhileSendersRaceWithTheActor(Mailbox<Object> mailbox) {
        var handled = new AtomicInteger();
        var actor =
                syndicate.createActor(ActorSpec.handling(Integer.class, (context, message) -> handled.incrementAndGet())
                        .mailbox(mailbox));
        var accepted = new AtomicInteger();
        Crew.run(
                4,
                member -> IntStream.range(0, 2_000).forEach(i -> {
                    accepted.addAndGet(actor.tell(i).accepted() ? 1 : 0);
                    assertThat(syndicate.ledger().inFlight()).isLessThanOrEqualTo(mailbox.bound());
                }));

        var ledger = Books.settled(syndicate);
        assertThat(ledger.accepted()).isEqualTo(accepted.get());
        assertThat(ledger.processed()).isEqualTo(handled.get());
        assertThat(ledger.offered()).isEqualTo(8_000);
        for (int i = 0; i < mailbox.bound(); i++) {
            assertThat(actor.tell(0)).isEqualTo(ACCEPTED); // no place has been lost
            Books.settled(syndicate);
        }
    }

    @ParameterizedTest
    @MethodSource("allPolicies")
    void whatTheSystemSendsNeedsNoPlace(Mailbox<Object> mailbox) throws Exception {
        var seen = new Mail<String>();
        var actor = syndicate.createActor(
                ActorSpec.of(() -> new Parent(mailbox.bound(), seen)).mailbox(mailbox));
        actor.tell("begin");

        assertThat(seen.take(mailbox.bound() + 2))
                .contains("tick", "a child has exited")
                .containsOnlyOnce("begin");
        syndicate.stopAfterQueue(actor);
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
    }

    /** While its mailbox is full, its timer ticks and its child exits. */
    private static final class Parent extends Actor<String> {

        private final int bound;
        private final Mail<String> seen;

        Parent(int bound, Mail<String> seen) {
            this.bound = bound;
            this.seen = seen;
        }

        @Override
        protected void process(Message<String> message) {
            if (message.content().equals("begin")) {
                IntStream.range(1, bound).forEach(i -> self().tell("filler"));
                scheduleAfter(Duration.ZERO, "tick");
                var child = createActor(ActorSpec.handling(String.class, (context, order) -> {}));
                context().stop(child);
                context().syndicate().awaitStop(child, LONG);
            }
            seen.put(message.content());
        }

        @Override
        protected void onSignal(Signal signal) {
            if (signal instanceof ChildExited) {
                seen.put("a child has exited");
            }
        }
    }

    @Test
    void aMessageOfAWrongTypeIsRefusedForThatReason() {
        var actor = syndicate.createActor(
                ActorSpec.handling(String.class, (context, message) -> {}).mailbox(Mailbox.bounded(1)));
        @SuppressWarnings({"unchecked", "rawtypes"})
        var untyped = (ActorRef<Object>) (ActorRef) actor;

        assertThat(untyped.tell(1)).isEqualTo(new Delivery.Refused(DeadLetterReason.WRONG_TYPE));
    }

    @Test
    void whatWaitsInABoundedMailboxBecomesDeadLettersWhenTheActorStops() throws Exception {
        var stuck = StuckActor.in(syndicate, Mailbox.bounded(10));
        stuck.ref.tell("a");
        var asked = stuck.ref.askAsync("b", String.class, LONG);
        syndicate.stop(stuck.ref);
        stuck.release();

        assertThat(syndicate.awaitStop(stuck.ref, LONG)).isTrue();
        Books.settled(syndicate);
        assertThat(syndicate.deadLetters())
                .filteredOn(letter -> letter.reason() == DeadLetterReason.ACTOR_STOPPED)
                .extracting(DeadLetter::content)
                .containsExactly("a", "b");
        assertThatThrownBy(asked::join).hasCauseInstanceOf(AskTargetStoppedException.class);
        assertThat(stuck.ref.tell("c")).isEqualTo(new Delivery.Refused(DeadLetterReason.ACTOR_STOPPED));
    }

    @Test
    void behindStopAfterQueueABoundedActorTakesNothingMore() throws Exception {
        var stuck = StuckActor.in(syndicate, Mailbox.bounded(10));
        stuck.ref.tell("queued");
        syndicate.stopAfterQueue(stuck.ref);

        assertThat(stuck.ref.tell("late")).isEqualTo(new Delivery.Refused(DeadLetterReason.ACTOR_STOPPED));
        stuck.release();
        assertThat(syndicate.awaitStop(stuck.ref, LONG)).isTrue();
        assertThat(stuck.handled.all()).containsExactly("first", "queued");
    }

    @Test
    void settingsThatCannotWorkAreRefused() {
        assertThatThrownBy(() -> Mailbox.bounded(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bound");
        assertThatThrownBy(() -> Mailbox.priority(-1, Object::hashCode)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Mailbox.bounded(1).overflow(Overflow.DROP_OLDEST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 2");
        assertThatThrownBy(() -> Mailbox.unbounded().overflow(Overflow.REJECT))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Mailbox.unbounded().highWater(0.5)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Mailbox.bounded(9).highWater(1.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Mailbox.bounded(9).highWater(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Overflow.block(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    private List<Object> dropped() {
        return syndicate.deadLetters().stream()
                .filter(letter -> letter.reason() == DeadLetterReason.OVERFLOW && letter.accepted())
                .map(DeadLetter::content)
                .toList();
    }
}
