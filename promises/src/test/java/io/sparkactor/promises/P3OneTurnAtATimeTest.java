package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Request;
import io.sparkactor.SendOptions;
import io.sparkactor.Signal;
import io.sparkactor.Syndicate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** P3: one turn at a time for each actor, with happens-before from each turn to the next, on whatever thread. */
@Timeout(60)
class P3OneTurnAtATimeTest {

    private static final int SENDERS = 4;

    private final Syndicate syndicate = Syndicate.open("p3", c -> c.processors(4));

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    /** What a handler does between the two halves of its step. */
    private enum Pause {
        NONE(20_000),
        YIELD(3_000),
        SLEEP(300),
        ASK(2_000);

        private final int messages;

        Pause(int messages) {
            this.messages = messages;
        }
    }

    private sealed interface Command {}

    private record Step() implements Command {}

    private record Value() implements Command, Request<Command, Long> {}

    private record Echo() implements Request<Echo, Boolean> {}

    /** Counts with plain fields; a second turn at the same time, or one that does not see the last, gives a wrong sum. */
    private static final class Counter extends Actor<Command> {

        private final Pause pause;
        private final ActorRef<Echo> echo;
        private final AtomicInteger inside;
        private final AtomicInteger overlaps;
        private long count;

        Counter(Pause pause, ActorRef<Echo> echo, AtomicInteger inside, AtomicInteger overlaps) {
            this.pause = pause;
            this.echo = echo;
            this.inside = inside;
            this.overlaps = overlaps;
        }

        @Override
        protected void process(Message<Command> message) throws Exception {
            if (inside.incrementAndGet() != 1) {
                overlaps.incrementAndGet();
            }
            switch (message.content()) {
                case Step() -> {
                    long read = count;
                    pause();
                    count = read + 1;
                }
                case Value request -> message.reply(request, count);
            }
            inside.decrementAndGet();
        }

        private void pause() throws InterruptedException {
            switch (pause) {
                case NONE -> {}
                case YIELD -> Thread.yield();
                case SLEEP -> Thread.sleep(Duration.ofNanos(50_000));
                case ASK -> ask(new Echo(), echo);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Pause.class)
    void aPlainFieldCountsEveryMessageOfManySenders(Pause pause) {
        var overlaps = new AtomicInteger();
        var echo = syndicate.createActor(Echo.class, (context, message) -> message.reply(true));
        var counter = syndicate.createActor(() -> new Counter(pause, echo, new AtomicInteger(), overlaps));
        int each = pause.messages / SENDERS;

        Crew.run(SENDERS, member -> {
            for (int i = 0; i < each; i++) {
                counter.tell(new Step());
            }
        });

        assertThat(counter.ask(new Value(), Duration.ofSeconds(10))).isEqualTo((long) SENDERS * each);
        assertThat(overlaps).hasValue(0);
    }

    @Test
    void turnsOfManyActorsAtOnceDoNotDisturbEachOther() {
        var overlaps = new AtomicInteger();
        var echo = syndicate.createActor(Echo.class, (context, message) -> message.reply(true));
        var counters = new ArrayList<ActorRef<Command>>();
        for (int i = 0; i < 50; i++) {
            counters.add(syndicate.createActor(() -> new Counter(Pause.YIELD, echo, new AtomicInteger(), overlaps)));
        }

        Crew.run(SENDERS, member -> {
            for (int i = 0; i < 50; i++) {
                counters.forEach(counter -> counter.tell(new Step()));
            }
        });

        for (var counter : counters) {
            assertThat(counter.ask(new Value(), Duration.ofSeconds(10))).isEqualTo(50L * SENDERS);
        }
        assertThat(overlaps).hasValue(0);
    }

    @Test
    void aLongQueueIsHandledByOneThreadAtATime() throws Exception {
        checkLongQueue(ActorRef::tell);
    }

    /** Of another kind than plain ones: a turn looks at its cell for each of them. */
    @Test
    void aLongQueueOfMessagesThatMayExpireIsHandledByOneThreadAtATime() throws Exception {
        checkLongQueue((actor, number) -> actor.tell(number, SendOptions.timeToLive(Duration.ofHours(1))));
    }

    private void checkLongQueue(BiConsumer<ActorRef<Integer>, Integer> send) throws Exception {
        var inside = new AtomicInteger();
        var overlaps = new AtomicInteger();
        var handled = new Mail<Integer>();
        var release = new Gate();
        var actor = syndicate.createActor(Integer.class, (context, message) -> {
            if (message.content() == 0) {
                release.await();
            }
            if (inside.incrementAndGet() != 1) {
                overlaps.incrementAndGet();
            }
            Thread.yield();
            handled.put(message.content());
            inside.decrementAndGet();
        });
        for (int i = 0; i < 1_000; i++) {
            send.accept(actor, i);
        }
        release.open();

        assertThat(handled.take(1_000))
                .isEqualTo(IntStream.range(0, 1_000).boxed().toList());
        assertThat(overlaps).hasValue(0);
    }

    @Test
    void whatPreStartWroteIsSeenByTheFirstTurn() throws Exception {
        var seen = new Mail<int[]>();
        for (int i = 0; i < 500; i++) {
            syndicate.createActor(() -> new Prepared(seen)).tell("go");
        }
        for (int[] values : seen.take(500)) {
            assertThat(values).containsOnly(7);
        }
    }

    private static final class Prepared extends Actor<String> {

        private final Mail<int[]> seen;
        private int[] values;

        Prepared(Mail<int[]> seen) {
            this.seen = seen;
        }

        @Override
        protected void preStart() {
            values = new int[64];
            Arrays.fill(values, 7);
        }

        @Override
        protected void process(Message<String> message) {
            seen.put(values);
        }
    }

    @Test
    void signalsAndMessagesAndPostStopNeverOverlap() throws Exception {
        var overlaps = new AtomicInteger();
        var done = new Mail<Integer>();
        var parent = syndicate.createActor(() -> new Family(overlaps, done));
        Crew.run(SENDERS, member -> {
            for (int i = 0; i < 250; i++) {
                parent.tell("child");
            }
        });
        assertThat(done.take()).isEqualTo(1_000);
        syndicate.stop(parent);
        assertThat(syndicate.awaitStop(parent, Duration.ofSeconds(10))).isTrue();
        assertThat(overlaps).hasValue(0);
    }

    /** Creates a child for each message, which stops at once; counts the exits. */
    private static final class Family extends Actor<String> {

        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger overlaps;
        private final Mail<Integer> done;
        private int exits;

        Family(AtomicInteger overlaps, Mail<Integer> done) {
            this.overlaps = overlaps;
            this.done = done;
        }

        @Override
        protected void process(Message<String> message) {
            alone(() -> context()
                    .createActor(String.class, (context, order) -> context.stop())
                    .tell("stop"));
        }

        @Override
        protected void onSignal(Signal signal) {
            alone(() -> exits++);
            if (exits == 1_000) {
                done.put(exits);
            }
        }

        @Override
        protected void postStop() {
            alone(() -> {});
        }

        private void alone(Runnable step) {
            if (inside.incrementAndGet() != 1) {
                overlaps.incrementAndGet();
            }
            Thread.yield();
            step.run();
            inside.decrementAndGet();
        }
    }
}
