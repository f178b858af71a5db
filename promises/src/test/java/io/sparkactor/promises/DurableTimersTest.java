package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorRef;
import io.sparkactor.DurableTimer;
import io.sparkactor.Message;
import io.sparkactor.testkit.ManualClock;
import io.sparkactor.testkit.MemoryTimerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Durable timers over runs of the program, on a clock that moves when the test says so. */
@Timeout(60)
class DurableTimersTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration NANO = Duration.ofNanos(1);

    private final ManualClock clock = ManualClock.create();
    private MemoryTimerStore store = new MemoryTimerStore();
    private DurableRun run = new DurableRun(clock.hooks(), store);

    @AfterEach
    void close() {
        run.close();
    }

    /** This run crashes, and the next one begins. */
    private void crash() {
        store = store.afterCrash();
        DurableRun before = run;
        run = new DurableRun(clock.hooks(), store);
        before.close();
    }

    private static DurableTimer schedule(ActorRef<Object> actor, String id, Duration delay, Object message) {
        return DurableRun.ask(actor, DurableTimer.class, context -> context.durableTimer(id, delay, message));
    }

    private static DurableTimer every(ActorRef<Object> actor, Duration period) {
        return DurableRun.ask(
                actor, DurableTimer.class, context -> context.durableTimerEvery("every", period, "again"));
    }

    /** Everything that is due has been handled, and no more than that. */
    private void expectNothing() {
        Books.settled(run.syndicate);
        assertThat(run.fired.all()).isEmpty();
    }

    @Test
    void aTimerFiresAtItsMomentAndIsSettled() throws Exception {
        var timer = schedule(run.clerk(), "a", DAY, "hello");
        assertThat(timer.id()).isEqualTo("a");
        assertThat(timer.due()).isEqualTo(clock.now().plus(DAY));
        clock.advance(DAY.minus(NANO));
        expectNothing();
        clock.advance(NANO);

        assertThat(run.next()).isEqualTo("hello");
        Books.settled(run.syndicate);
        assertThat(store.all()).isEmpty();
        assertThat(timer.cancel()).isFalse();
    }

    @Test
    void whatWasScheduledBeforeACrashFiresInTheNextRun() throws Exception {
        schedule(run.clerk(), "a", DAY, "hello");
        crash();
        clock.advance(DAY);
        expectNothing(); // nobody has the name yet
        run.clerk();

        assertThat(run.next()).isEqualTo("hello");
    }

    @Test
    void whatIsNotDueYetWaitsInTheNextRunToo() throws Exception {
        schedule(run.clerk(), "a", DAY, "hello");
        clock.advance(DAY.dividedBy(2));
        crash();
        run.clerk();
        clock.advance(DAY.dividedBy(2).minus(NANO));
        expectNothing();
        clock.advance(NANO);

        assertThat(run.next()).isEqualTo("hello");
    }

    @Test
    void overdueTimersFireAtOnceInTheOrderOfTheirMoments() throws Exception {
        var clerk = run.clerk();
        var hours = List.of(7, 3, 9, 1, 5);
        hours.forEach(hour -> schedule(clerk, "at-" + hour, Duration.ofHours(hour), hour));
        schedule(clerk, "also-at-3", Duration.ofHours(3), "behind 3, as it was scheduled later");
        crash();
        clock.advance(DAY);
        run.clerk();

        assertThat(IntStream.range(0, 6).mapToObj(_ -> take().content()))
                .containsExactly(1, 3, "behind 3, as it was scheduled later", 5, 7, 9);
    }

    @Test
    void tenThousandOverdueTimersOfOneActorAllFireOnce() throws Exception {
        int count = 10_000;
        DurableRun.ask(run.clerk(), Integer.class, context -> {
            IntStream.range(0, count).forEach(i -> context.durableTimer("t" + i, Duration.ofMillis(count - i), i));
            return count;
        });
        crash();
        clock.advance(DAY);
        run.clerk();

        assertThat(run.fired.take(count))
                .extracting(Message::content)
                .isEqualTo(IntStream.range(0, count)
                        .mapToObj(i -> (Object) (count - 1 - i))
                        .toList());
        expectNothing();
        assertThat(store.all()).isEmpty();
    }

    private Message<Object> take() {
        try {
            return run.fired.take();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTimerOfTheSameIdIsReplacedForGood() throws Exception {
        var clerk = run.clerk();
        var first = schedule(clerk, "a", DAY, "first");
        schedule(clerk, "a", DAY.multipliedBy(2), "second");
        assertThat(first.cancel()).isFalse();
        clock.advance(DAY);
        expectNothing();
        crash();
        run.clerk();
        clock.advance(DAY);

        assertThat(run.next()).isEqualTo("second");
        expectNothing();
    }

    @Test
    void whatWaitsInTheMailboxIsReplacedToo() throws Exception {
        var clerk = run.clerk();
        schedule(clerk, "a", DAY, "first");
        DurableRun.ask(clerk, DurableTimer.class, context -> {
            clock.advance(DAY); // now its message is behind this one
            return context.durableTimer("a", DAY, "second");
        });
        expectNothing();
        clock.advance(DAY);

        assertThat(run.next()).isEqualTo("second");
        expectNothing();
    }

    @Test
    void aCancelledTimerNeverFiresAndSaysThatThereWasOne() {
        var timer = schedule(run.clerk(), "a", DAY, "hello");
        assertThat(timer.cancel()).isTrue();
        assertThat(timer.cancel()).isFalse();
        clock.advance(DAY);
        expectNothing();
        crash();
        run.clerk();

        expectNothing();
    }

    @Test
    void whatWaitsInTheMailboxIsCancelledToo() {
        var clerk = run.clerk();
        var timer = schedule(clerk, "a", DAY, "hello");
        boolean cancelled = DurableRun.ask(clerk, Boolean.class, _ -> {
            clock.advance(DAY);
            return timer.cancel();
        });

        assertThat(cancelled).isTrue();
        expectNothing();
    }

    @Test
    void aTimerOfAnEarlierRunIsFoundAndCancelled() {
        schedule(run.clerk(), "a", DAY, "hello");
        crash();
        var clerk = run.clerk();
        boolean cancelled = DurableRun.ask(
                clerk,
                Boolean.class,
                context -> context.findDurableTimer("a").orElseThrow().cancel());
        assertThat(cancelled).isTrue();
        assertThat(DurableRun.ask(
                        clerk,
                        Boolean.class,
                        context -> context.findDurableTimer("a").isPresent()))
                .isFalse();
        clock.advance(DAY);

        expectNothing();
    }

    @Test
    void theHandleOfAnEarlierLifeCancelsInThePresentOne() {
        var clerk = run.clerk();
        var timer = schedule(clerk, "a", DAY, "hello");
        run.syndicate.stop(clerk);
        assertThat(run.syndicate.awaitStop(clerk, DAY)).isTrue();
        run.clerk();
        assertThat(timer.cancel()).isTrue();
        clock.advance(DAY);

        expectNothing();
    }

    @Test
    void theTimersOfAStoppedActorWaitForTheNextOneOfItsName() throws Exception {
        var clerk = run.clerk();
        schedule(clerk, "a", DAY, "hello");
        run.syndicate.stop(clerk);
        assertThat(run.syndicate.awaitStop(clerk, DAY)).isTrue();
        clock.advance(DAY);
        expectNothing();
        run.clerk();

        assertThat(run.next()).isEqualTo("hello");
    }

    @Test
    void aCrashInTheHandlerFiresAgainAndTheCopiesCanBeTold() throws Exception {
        schedule(run.clerk(), "a", DAY, "hello");
        var end = new CountDownLatch(1);
        run.handling = _ -> end.await();
        clock.advance(DAY);
        var first = run.fired.take();
        crashWhileHandling(end);
        run.clerk();
        var second = run.fired.take();

        assertThat(second.id()).isEqualTo(first.id()).startsWith("a@2000-01-02T00:00:00Z#");
        assertThat(second.headers())
                .isEqualTo(first.headers())
                .containsEntry(DurableTimer.ID_HEADER, "a")
                .containsEntry(DurableTimer.DUE_HEADER, "2000-01-02T00:00:00Z");
    }

    private void crashWhileHandling(CountDownLatch end) {
        store = store.afterCrash();
        DurableRun before = run;
        run = new DurableRun(clock.hooks(), store);
        end.countDown();
        before.close();
    }

    @Test
    void aHandledTimerIsGoneAfterACrashAndMayComeAgainAfterAPowerCut() throws Exception {
        schedule(run.clerk(), "a", DAY, "hello");
        clock.advance(DAY);
        run.fired.take();
        Books.settled(run.syndicate);
        assertThat(store.all()).isEmpty();
        store = store.afterPowerCut();
        assertThat(store.all()).hasSize(1);
        store = store.afterCrash();
        run.close();
        run = new DurableRun(clock.hooks(), store);
        run.clerk();

        assertThat(run.next()).isEqualTo("hello");
    }

    @Test
    void aPeriodKeepsItsMomentsAndLeavesOutThoseThatWereMissed() throws Exception {
        var start = clock.now();
        every(run.clerk(), DAY);
        clock.advance(DAY);
        assertThat(run.next()).isEqualTo("again");
        Books.settled(run.syndicate);
        crash();
        clock.advance(DAY.multipliedBy(10).plusHours(1));
        run.clerk();
        assertThat(run.fired.take().headers())
                .containsEntry(
                        DurableTimer.DUE_HEADER, start.plus(DAY.multipliedBy(2)).toString());
        expectNothing();
        assertThat(store.all().getFirst().due()).isEqualTo(start.plus(DAY.multipliedBy(12)));
        clock.advance(DAY.minusHours(1));

        assertThat(run.fired.take().headers())
                .containsEntry(
                        DurableTimer.DUE_HEADER,
                        start.plus(DAY.multipliedBy(12)).toString());
    }

    @Test
    void aPeriodIsCancelledInItsOwnHandler() throws Exception {
        var timer = every(run.clerk(), DAY);
        run.handling = _ -> timer.cancel();
        clock.advance(DAY);
        run.fired.take();
        expectNothing();
        clock.advance(DAY.multipliedBy(5));

        expectNothing();
        assertThat(store.all()).isEmpty();
    }

    @Test
    void aTimerThatSchedulesItselfAnewInItsHandlerFiresAgain() throws Exception {
        var clerk = run.clerk();
        var moments = new Mail<Instant>();
        DurableRun.ask(clerk, DurableTimer.class, context -> {
            run.handling =
                    _ -> moments.put(context.durableTimer("a", DAY, "next").due());
            return context.durableTimer("a", DAY, "first");
        });
        clock.advance(DAY);
        assertThat(run.next()).isEqualTo("first");
        moments.take();
        Books.settled(run.syndicate);
        clock.advance(DAY);

        assertThat(run.next()).isEqualTo("next");
    }

    @Test
    void theTimersOfAChildAreItsOwn() throws Exception {
        schedule(childOf(run.clerk()), "a", DAY, "of the child");
        crash();
        clock.advance(DAY);
        var clerk = run.clerk();
        expectNothing();
        childOf(clerk);

        assertThat(run.next()).isEqualTo("of the child");
    }

    @SuppressWarnings("unchecked")
    private ActorRef<Object> childOf(ActorRef<Object> parent) {
        return DurableRun.ask(parent, ActorRef.class, context -> context.createActor(run.spec("child")));
    }

    @Test
    void anActorWithoutANameOfItsOwnIsRefused() {
        var unnamed = run.syndicate.createActor(
                Object.class, (context, message) -> message.reply(((DurableRun.Act) message.content()).in(context)));

        assertThatThrownBy(() -> schedule(unnamed, "a", DAY, "hello"))
                .rootCause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("spark://durable/actor-")
                .hasMessageContaining("named(…)");
        assertThat(store.all()).isEmpty();
    }

    @Test
    void theChildOfAnActorWithoutANameIsRefused() {
        var unnamed = run.syndicate.createActor(Object.class, (context, message) -> {
            var child = context.createActor(run.spec("child"));
            message.forward(child);
        });

        assertThatThrownBy(() -> schedule(unnamed, "a", DAY, "hello"))
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }
}
