package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorCreationException;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Backoff;
import io.sparkactor.DurableTimer;
import io.sparkactor.Execution;
import io.sparkactor.ExecutorCallException;
import io.sparkactor.Ledger;
import io.sparkactor.RestartScope;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.TimerStoreException;
import io.sparkactor.codec.cbor.CborCodec;
import io.sparkactor.spi.Codec;
import io.sparkactor.spi.CodecException;
import io.sparkactor.spi.Delegation;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.TimerRow;
import io.sparkactor.spi.TimerStore;
import io.sparkactor.testkit.Await;
import io.sparkactor.testkit.ManualClock;
import io.sparkactor.testkit.MemoryTimerStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Durable timers where handlers, stores, codecs and clocks do not do what they should. */
@Timeout(60)
class DurableTimerFailuresTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final ManualClock clock = ManualClock.create();
    private final MemoryTimerStore store = new MemoryTimerStore();
    private DurableRun run = new DurableRun(clock.hooks(), store);

    @AfterEach
    void close() {
        run.close();
    }

    private MemoryTimerStore crash() {
        run.close();
        MemoryTimerStore next = store.afterCrash();
        run = new DurableRun(clock.hooks(), next);
        return next;
    }

    private static DurableTimer schedule(ActorRef<Object> actor, String id, Object message) {
        return DurableRun.ask(actor, DurableTimer.class, context -> context.durableTimer(id, DAY, message));
    }

    private void expectNothing() {
        Books.settled(run.syndicate);
        assertThat(run.fired.all()).isEmpty();
    }

    @Test
    void aHandlerThatStopsItsActorLeavesTheTimerToTheNextOne() throws Exception {
        var clerk = run.clerk();
        schedule(clerk, "a", "hello");
        run.handling = message -> {
            throw new IllegalStateException("broken");
        };
        clock.advance(DAY);
        var first = run.fired.take();
        assertThat(run.syndicate.awaitStop(clerk, DAY)).isTrue();
        assertThat(store.all()).hasSize(1);
        run.handling = message -> {};
        run.clerk();

        assertThat(run.fired.take().id()).isEqualTo(first.id());
        Books.settled(run.syndicate);
        assertThat(store.all()).isEmpty();
    }

    @Test
    void aHandlerThatFailsForGoodWhileTheActorGoesOnSettlesTheTimer() throws Exception {
        var clerk = run.clerk(Supervision.resume().parking(10));
        schedule(clerk, "a", "hello");
        run.handling = message -> {
            throw new IllegalStateException("broken");
        };
        clock.advance(DAY);
        run.fired.take();
        expectNothing();

        assertThat(store.all()).isEmpty();
        assertThat(run.syndicate.parked(clerk))
                .singleElement()
                .satisfies(parked -> assertThat(parked.content()).isEqualTo("hello"));
    }

    @Test
    void aFailedHandlerIsTriedAgainAsOftenAsSupervisionSaysAndOnceMoreAfterACrash() throws Exception {
        schedule(run.clerk(Supervision.restart().backoff(Backoff.none()).retries(2)), "a", "hello");
        var tries = new AtomicInteger();
        run.handling = message -> {
            if (tries.incrementAndGet() <= 2) {
                throw new IllegalStateException("not yet");
            }
        };
        clock.advance(DAY);
        var copies = run.fired.take(3);
        expectNothing();

        assertThat(copies)
                .extracting(copy -> copy.id())
                .containsOnly(copies.getFirst().id());
        assertThat(store.all()).isEmpty();
    }

    @Test
    void aHandlerThatReplacesItsTimerAndFailsHasFailed() throws Exception {
        expectToHaveFailed(context -> context.durableTimer("a", DAY, "next"));
        assertThat(store.all()).hasSize(1);
        run.handling = message -> {};
        clock.advance(DAY);

        assertThat(run.next()).isEqualTo("next");
    }

    @Test
    void aHandlerThatCancelsItsTimerAndFailsHasFailed() throws Exception {
        expectToHaveFailed(
                context -> context.findDurableTimer("a").orElseThrow().cancel());
        assertThat(store.all()).isEmpty();
    }

    private void expectToHaveFailed(DurableRun.Act act) throws Exception {
        var clerk = run.clerk(
                Supervision.restart().backoff(Backoff.none()).retries(3).parking(5));
        DurableRun.ask(clerk, DurableTimer.class, context -> {
            run.handling = message -> {
                act.in(context);
                throw new IllegalStateException("broken");
            };
            return context.durableTimer("a", DAY, "hello");
        });
        clock.advance(DAY);
        assertThat(run.next()).isEqualTo("hello");
        expectNothing();
        assertThat(run.syndicate.ledger().failed()).isEqualTo(1);
        assertThat(run.syndicate.parked(clerk))
                .singleElement()
                .satisfies(parked -> assertThat(parked.content()).isEqualTo("hello"));
    }

    @Test
    void aRestartLeavesTheTimersAndFiresNoneTwice() throws Exception {
        var clerk = run.clerk(Supervision.restart().backoff(Backoff.none()));
        schedule(clerk, "a", "hello");
        assertThatThrownBy(() -> DurableRun.ask(clerk, Object.class, context -> {
                    context.durableTimer("b", DAY, "scheduled before the failure");
                    throw new IllegalStateException("broken");
                }))
                .hasRootCauseMessage("broken");
        clock.advance(DAY);

        assertThat(run.fired.take(2))
                .extracting(message -> message.content())
                .containsExactlyInAnyOrder("hello", "scheduled before the failure");
        expectNothing();
        assertThat(store.all()).isEmpty();
    }

    @Test
    void aHandlerThatTheRestartOfASiblingCutsShortHasItsMessageOnceMore() throws Exception {
        var silent = run.syndicate.createActor(String.class, (context, message) -> {});
        var together = Supervision.restart().backoff(Backoff.none()).scope(RestartScope.ONE_FOR_ALL);
        var boss = run.syndicate.createActor(run.spec("boss"));
        var clerk = child(boss, run.spec("clerk").supervision(together));
        var sibling = child(boss, run.spec("sibling").supervision(together));
        schedule(clerk, "a", "hello");
        var tries = new AtomicInteger();
        run.handling = message -> {
            if (tries.incrementAndGet() == 1) {
                silent.ask("well?", String.class, DAY);
            }
        };
        clock.advance(DAY);
        var first = run.fired.take();
        DurableRun.Act failure = context -> {
            throw new IllegalStateException("broken");
        };
        sibling.tell(failure);
        Await.until("the clerk has its message again", Duration.ofSeconds(30), () -> {
            clock.advance(Duration.ZERO);
            return tries.get() == 2;
        });

        assertThat(run.fired.take().id()).isEqualTo(first.id());
        expectNothing();
        assertThat(store.all()).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static ActorRef<Object> child(ActorRef<Object> parent, ActorSpec<Object> spec) {
        return DurableRun.ask(parent, ActorRef.class, context -> context.createActor(spec));
    }

    @Test
    void aStashedMessageIsSettledWhenItIsHandled() throws Exception {
        var clerk = run.clerk();
        DurableRun.ask(clerk, DurableTimer.class, context -> {
            run.handling = message -> context.stash();
            return context.durableTimer("a", DAY, "hello");
        });
        clock.advance(DAY);
        run.fired.take();
        Books.settledWith(run.syndicate, 1);
        assertThat(store.all()).hasSize(1);
        run.handling = message -> {};
        DurableRun.ask(clerk, String.class, context -> {
            context.unstashAll();
            return "unstashed";
        });

        assertThat(run.next()).isEqualTo("hello");
        expectNothing();
        assertThat(store.all()).isEmpty();
    }

    @Test
    void whoeverSeesAMessageCountedMayCountOnWhatTheStoreHas() throws Exception {
        var whenSettled = new Mail<Ledger>();
        var held = new Mail<Delegation<Object>>();
        var next = new MemoryTimerStore();
        var looking = (TimerStore) Proxy.newProxyInstance(
                TimerStore.class.getClassLoader(), new Class<?>[] {TimerStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("done")) {
                        whenSettled.put(run.syndicate.ledger());
                    }
                    return method.invoke(next, arguments);
                });
        run.close();
        run = new DurableRun(clock.hooks(), looking);
        var clerk = run.clerk(Supervision.resume());
        run.handling = message -> {
            if (message.content().equals("hold")) {
                held.put(Delegation.hold(message));
            } else if (message.content().equals("fail")) {
                throw new IllegalStateException("broken");
            }
        };
        for (var what : List.of("hello", "fail", "hold")) {
            schedule(clerk, "a", what);
            clock.advance(DAY);
            if (what.equals("hold")) {
                Books.settledWith(run.syndicate, 1);
                assertThat(held.take().done()).isTrue();
            }

            var ledger = whenSettled.take();
            assertThat(ledger.balanced())
                    .as("the books when %s is settled: %s", what, ledger)
                    .isTrue();
            assertThat(ledger.inFlight()).as(what).isEqualTo(1);
            Books.settled(run.syndicate);
            assertThat(next.all()).isEmpty();
        }
    }

    @Test
    void aStoreThatFailsIsTheCallersFailureAndChangesNothing() throws Exception {
        var clerk = run.clerk(Supervision.resume());
        var other = run.syndicate.createActor(run.spec("other"));
        var timer = schedule(clerk, "a", "hello");
        store.fail("disk full");
        assertThatThrownBy(() -> schedule(clerk, "a", "instead"))
                .hasRootCauseInstanceOf(TimerStoreException.class)
                .hasRootCauseMessage("disk full");
        assertThatThrownBy(() -> schedule(clerk, "b", "more")).hasRootCauseMessage("disk full");
        assertThatThrownBy(timer::cancel).isInstanceOf(TimerStoreException.class);
        assertThatThrownBy(() -> run.syndicate.createActor(run.spec("third")))
                .isInstanceOf(ActorCreationException.class)
                .hasRootCauseMessage("disk full");
        assertThat(DurableRun.ask(other, String.class, context -> "alive")).isEqualTo("alive");
        store.fail(null);
        clock.advance(DAY);

        assertThat(run.next()).isEqualTo("hello");
        expectNothing();
    }

    @Test
    void aStoreThatFailsBehindTheHandlerIsReportedAndTheTimerComesOnceMoreInTheNextRun() throws Exception {
        schedule(run.clerk(), "a", "hello");
        store.fail("disk full");
        clock.advance(DAY);
        assertThat(run.next()).isEqualTo("hello");
        assertThat(run.events.take()).isInstanceOfSatisfying(RuntimeEvent.DurableTimerUnsettled.class, event -> {
            assertThat(event.path()).isEqualTo("spark://durable/clerk");
            assertThat(event.timerId()).isEqualTo("a");
            assertThat(event.cause()).hasMessage("disk full");
        });
        expectNothing();
        crash();
        run.clerk();

        assertThat(run.next()).isEqualTo("hello");
    }

    /** Not allowed by the codec. */
    private record Unknown(String text) {}

    @Test
    void aMessageThatTheCodecRefusesIsRefusedAtOnce() {
        var clerk = run.clerk(Supervision.resume());
        schedule(clerk, "a", "hello");
        assertThatThrownBy(() -> schedule(clerk, "a", new Unknown("hello")))
                .hasRootCauseInstanceOf(CodecException.class);

        assertThat(store.all()).hasSize(1);
    }

    @Test
    void aMessageThatCannotBeReadAnyMoreIsKeptAndReportedAndHarmsNoOther() throws Exception {
        run.close();
        var allowed = CborCodec.builder().allow(Unknown.class).build();
        try (var before = new DurableRun(clock.hooks(), store.afterCrash(), allowed)) {
            assertThat(before.syndicate.isClosed()).isFalse();
        }
        var first = new MemoryTimerStore();
        try (var before = new DurableRun(clock.hooks(), first, allowed)) {
            var clerk = before.clerk();
            schedule(clerk, "a", "read");
            schedule(clerk, "b", new Unknown("not read"));
            schedule(clerk, "c", "read too");
        }
        var second = first.afterCrash();
        run = new DurableRun(clock.hooks(), second);
        clock.advance(DAY);
        var clerk = run.clerk();

        assertThat(run.fired.take(2)).extracting(message -> message.content()).containsExactly("read", "read too");
        assertThat(run.events.take()).isInstanceOfSatisfying(RuntimeEvent.DurableTimerKept.class, event -> {
            assertThat(event.timerId()).isEqualTo("b");
            assertThat(event.cause()).isInstanceOf(CodecException.class);
        });
        Books.settled(run.syndicate);
        assertThat(second.all()).extracting(TimerRow::id).containsExactly("b");
        assertThat(DurableRun.ask(
                        clerk,
                        Boolean.class,
                        context -> context.findDurableTimer("b").orElseThrow().cancel()))
                .isTrue();
        assertThat(second.all()).isEmpty();
    }

    @Test
    void aMessageOfATypeThatTheActorNoLongerAcceptsIsKept() throws Exception {
        schedule(run.clerk(), "a", 17);
        MemoryTimerStore next = crash();
        clock.advance(DAY);
        run.syndicate.createActor(
                ActorSpec.handling(String.class, (context, message) -> {}).named("clerk"));

        assertThat(run.events.take())
                .isInstanceOfSatisfying(
                        RuntimeEvent.DurableTimerKept.class,
                        event -> assertThat(event.cause()).isInstanceOf(ClassCastException.class));
        expectNothing();
        assertThat(next.all()).hasSize(1);
    }

    @Test
    void withoutAStoreATimerIsRefusedWithTheWayOut() {
        try (var plain = Syndicate.open("plain")) {
            var actor = plain.createActor(
                    ActorSpec.handling(String.class, (context, message) -> context.durableTimer("a", DAY, "hello"))
                            .named("actor"));
            assertThatThrownBy(() -> actor.ask("schedule", String.class, DAY))
                    .rootCause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("c.durableTimers(FileTimerStore.open(path), codec)");
        }
    }

    @Test
    void aBlankIdIsRefused() {
        assertThatThrownBy(() -> schedule(run.clerk(), " ", "hello"))
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIdThatNoStoreCouldKeepIsRefused() {
        var clerk = run.clerk(Supervision.resume());
        assertThatThrownBy(() -> schedule(clerk, "half \uD83D", "hello"))
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DurableRun.ask(
                        clerk,
                        Boolean.class,
                        context -> context.findDurableTimer("\uDE00 half").isPresent()))
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
        assertThat(store.all()).isEmpty();
        schedule(clerk, "whole \uD83D\uDE00", "hello");

        assertThat(store.all()).hasSize(1);
    }

    @Test
    void anActorOnAThreadOfItsOwnHandlesTimersButSchedulesNone() throws Exception {
        schedule(run.clerk(), "a", "hello");
        crash();
        clock.advance(DAY);
        var threaded = run.syndicate.createActor(
                run.spec("clerk").execution(Execution.THREAD).stateless());
        assertThat(run.next()).isEqualTo("hello");

        assertThatThrownBy(() -> schedule(threaded, "b", "hello")).hasRootCauseInstanceOf(ExecutorCallException.class);
    }

    @Test
    void aStoreIsClosedWithItsSyndicateAlsoIfThatDoesNotComeAbout() {
        run.close();
        assertThatThrownBy(() -> store.rows("clerk")).hasMessage("the store is closed");
        var unused = new MemoryTimerStore();
        assertThatThrownBy(() -> Syndicate.open("broken", c -> {
                    c.durableTimers(unused, CborCodec.builder().build());
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThatThrownBy(() -> unused.rows("clerk")).hasMessage("the store is closed");
    }

    @Test
    void aStoreThatIsGivenInVainIsClosedToo() {
        var codec = CborCodec.builder().build();
        var first = new MemoryTimerStore();
        var second = new MemoryTimerStore();
        assertThatThrownBy(() -> Syndicate.open(
                        "twice", c -> c.durableTimers(first, codec).durableTimers(second, codec)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> first.rows("clerk")).hasMessage("the store is closed");
        assertThatThrownBy(() -> second.rows("clerk")).hasMessage("the store is closed");

        var withoutCodec = new MemoryTimerStore();
        assertThatThrownBy(() -> Syndicate.open("no-codec", c -> c.durableTimers(withoutCodec, none())))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> withoutCodec.rows("clerk")).hasMessage("the store is closed");
    }

    @SuppressWarnings("NullAway")
    private static Codec none() {
        return null;
    }

    @Test
    void aStoreThatFailsToCloseDoesNotHideWhyTheSyndicateDidNotComeAbout() {
        assertThatThrownBy(() -> Syndicate.open("broken", c -> {
                    c.durableTimers(new Unclosable(), CborCodec.builder().build());
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no")
                .satisfies(thrown -> assertThat(thrown.getSuppressed())
                        .singleElement()
                        .satisfies(suppressed -> assertThat(suppressed).hasMessage("cannot close")));
    }

    private static final class Unclosable implements TimerStore {

        @Override
        public List<TimerRow> rows(String owner) {
            return List.of();
        }

        @Override
        public void put(TimerRow row) {}

        @Override
        public boolean remove(TimerRow row) {
            return false;
        }

        @Override
        public boolean done(TimerRow row, @Nullable TimerRow next) {
            return false;
        }

        @Override
        public void close() {
            throw new TimerStoreException("cannot close", null);
        }
    }

    @Test
    void aWallClockThatIsSetMovesTheMomentWithinAMinute() throws Exception {
        var offset = new AtomicReference<>(Duration.ZERO);
        var hooks = (RuntimeHooks) Proxy.newProxyInstance(
                RuntimeHooks.class.getClassLoader(), new Class<?>[] {RuntimeHooks.class}, (_, method, arguments) -> {
                    Object result = method.invoke(clock.hooks(), arguments);
                    return result instanceof Instant now ? now.plus(offset.get()) : result;
                });
        run.close();
        run = new DurableRun(hooks, new MemoryTimerStore());
        schedule(run.clerk(), "a", "hello");
        offset.set(Duration.ofHours(23)); // the machine has slept
        clock.advance(Duration.ofMinutes(59));
        expectNothing();
        clock.advance(Duration.ofMinutes(1));
        assertThat(run.next()).isEqualTo("hello");

        schedule(run.syndicate.createActor(run.spec("other")), "b", "late");
        offset.set(Duration.ofHours(22)); // somebody has set the clock back
        clock.advance(DAY);
        expectNothing();
        clock.advance(Duration.ofHours(1));
        assertThat(run.next()).isEqualTo("late");
    }
}
