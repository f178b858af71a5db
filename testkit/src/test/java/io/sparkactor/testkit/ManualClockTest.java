package io.sparkactor.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkactor.AskTimeoutException;
import io.sparkactor.Syndicate;
import io.sparkactor.spi.ThreadRole;
import io.sparkactor.spi.TimerEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ManualClockTest {

    private static final long MILLI = 1_000_000;

    private final ManualClock clock = ManualClock.create();
    private final List<String> fired = new ArrayList<>();

    @Test
    void timersFireInTheOrderOfTheirMomentsAndTiesInTheOrderOfScheduling() {
        var timers = clock.hooks().openTimers("one");
        var others = clock.hooks().openTimers("two");
        timers.schedule(entry("late"), 30 * MILLI);
        timers.schedule(entry("tie 1"), 20 * MILLI);
        others.schedule(entry("tie 2"), 20 * MILLI);
        timers.schedule(entry("early"), 10 * MILLI);
        clock.advance(Duration.ofMillis(29));
        assertEquals(List.of("early at 10", "tie 1 at 20", "tie 2 at 20"), fired);
        clock.advance(Duration.ofMillis(1));
        assertEquals("late at 30", fired.getLast());
    }

    @Test
    void entryThatSchedulesItselfFiresAtEveryMomentOfOneAdvance() {
        var timers = clock.hooks().openTimers("one");
        timers.schedule(
                new TimerEntry() {
                    @Override
                    public void fire() {
                        fired.add("tick");
                        timers.schedule(this, clock.hooks().nanoTime() + 10 * MILLI);
                    }
                },
                10 * MILLI);
        clock.advance(Duration.ofMillis(100));
        assertEquals(10, fired.size());
    }

    @Test
    void cancelledAndClosedTimersDoNotFire() {
        var timers = clock.hooks().openTimers("one");
        var cancelled = entry("cancelled");
        timers.schedule(cancelled, MILLI);
        assertTrue(timers.cancel(cancelled));
        assertFalse(timers.cancel(cancelled));
        timers.schedule(entry("closed"), MILLI);
        timers.close();
        clock.advance(Duration.ofMillis(2));
        assertEquals(List.of(), fired);
    }

    @Test
    void threadsThatAllOthersWaitForMayNotWaitHereEither() throws Exception {
        var mayWait = new AtomicReference<Boolean>();
        var thread = clock.hooks()
                .startThread(
                        ThreadRole.MONITOR,
                        "monitor",
                        () -> mayWait.set(clock.hooks().mayWait()));
        thread.join();
        assertEquals(false, mayWait.get());
        assertTrue(clock.hooks().mayWait());
    }

    @Test
    void timedParkEndsWhenTheClockHasPassedItsDeadline() throws Exception {
        var hooks = clock.hooks();
        var ended = new CountDownLatch(1);
        hooks.startThread(ThreadRole.BODY, "sleeper", () -> {
            while (hooks.nanoTime() < 50 * MILLI) {
                hooks.park(50 * MILLI - hooks.nanoTime());
            }
            ended.countDown();
        });
        clock.advance(Duration.ofMillis(49));
        assertEquals(1, ended.getCount());
        clock.advance(Duration.ofMillis(1));
        assertTrue(ended.await(3, java.util.concurrent.TimeUnit.SECONDS));
    }

    @Test
    void askTimesOutByThisClock() {
        try (var syndicate = Syndicate.open("manual", c -> c.hooks(clock.hooks()))) {
            var silent = syndicate.createActor(String.class, (context, message) -> {});
            var probe = TestProbe.in(syndicate);
            var failure = new AtomicReference<Throwable>();
            var asking = Thread.ofVirtual().start(() -> {
                try {
                    silent.ask("anybody?", String.class, Duration.ofSeconds(60));
                } catch (AskTimeoutException e) {
                    failure.set(e);
                }
            });
            // The ask is set before or after this step: so step until it is over.
            Await.until("the ask to time out", () -> {
                clock.advance(Duration.ofSeconds(30));
                return failure.get() != null;
            });
            Await.until("the asking thread to end", () -> !asking.isAlive());
            probe.expectNoMessage(Duration.ZERO);
        }
    }

    @Test
    void scheduledMessageComesWhenTheClockMoves() {
        try (var syndicate = Syndicate.open("manual", c -> c.hooks(clock.hooks()))) {
            var probe = TestProbe.in(syndicate);
            var late = syndicate.createActor(String.class, (context, message) -> {
                if (message.content().equals("set")) {
                    context.scheduleAfter(Duration.ofHours(1), "ring");
                    probe.ref().tell("set");
                } else {
                    probe.ref().tell(message.content());
                }
            });
            late.tell("set");
            probe.expectMessage("set");
            clock.advance(Duration.ofMinutes(59));
            probe.expectNoMessage(Duration.ofMillis(5));
            clock.advance(Duration.ofMinutes(1));
            probe.expectMessage("ring");
        }
    }

    @Test
    void timeDoesNotGoBack() {
        assertThrows(IllegalArgumentException.class, () -> clock.advance(Duration.ofNanos(-1)));
    }

    private TimerEntry entry(String name) {
        return new TimerEntry() {
            @Override
            public void fire() {
                fired.add(name + " at " + clock.hooks().nanoTime() / MILLI);
            }
        };
    }
}
