package io.sparkactor.benchmarks.runaway;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Request;
import io.sparkactor.Syndicate;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Pacer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Actors that block as ordinary code does: one half sleeps for 10 ms, the other asks one of the first, which sleeps before it
 * replies. All of them begin at once; then each is told again every 100 ms, in an open loop. Thread-safe.
 */
final class Blockers implements Probe {

    private static final long SLEEP_MILLIS = 10;
    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int PERIODS = 100;

    sealed interface Protocol {}

    record Sleep() implements Protocol {}

    record SleepAndReply() implements Protocol, Request<Protocol, Boolean> {}

    record AskToSleep(ActorRef<Protocol> sleeper) implements Protocol {}

    final class Blocker extends Actor<Protocol> {

        @Override
        protected void process(Message<Protocol> message) throws InterruptedException {
            switch (message.content()) {
                case Sleep() -> sleep();
                case SleepAndReply request -> {
                    sleep();
                    message.reply(request, true);
                }
                case AskToSleep(ActorRef<Protocol> sleeper) -> {
                    asked.increment();
                    ask(new SleepAndReply(), sleeper, Duration.ofSeconds(30));
                    replied.increment();
                }
            }
        }

        private void sleep() throws InterruptedException {
            begun.increment();
            Thread.sleep(SLEEP_MILLIS);
            ended.increment();
        }
    }

    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder asked = new LongAdder();
    private final LongAdder replied = new LongAdder();
    private final List<ActorRef<Protocol>> sleepers = new ArrayList<>();
    private final List<ActorRef<Protocol>> askers = new ArrayList<>();
    private final Pacer pacer;
    private int slice;
    private long told;

    Blockers(Syndicate syndicate, int count) {
        for (int i = 0; i < count / 2; i++) {
            sleepers.add(syndicate.createActor(() -> new Blocker()));
            askers.add(syndicate.createActor(() -> new Blocker()));
        }
        for (int i = 0; i < sleepers.size(); i++) {
            tell(i);
        }
        pacer = Pacer.start("sleeps", PERIOD, due -> tellSlice());
    }

    private void tellSlice() {
        for (int i = slice; i < sleepers.size(); i += PERIODS) {
            tell(i);
        }
        slice = (slice + 1) % PERIODS;
    }

    private void tell(int i) {
        sleepers.get(i).tell(new Sleep());
        askers.get(i).tell(new AskToSleep(sleepers.get(i)));
        told++;
    }

    @Override
    public void measure() {
        // all of it counts
    }

    @Override
    public void end() {
        pacer.close();
    }

    @Override
    public boolean isDone() {
        return 2 * told == ended.sum() && told == replied.sum();
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                Figure.of("sleeps begun", begun.sum(), ""),
                Figure.of("sleeps begun that did not end", begun.sum() - ended.sum(), 0, ""),
                Figure.of("sleeps wanted that did not begin", 2 * told - begun.sum(), 0, ""),
                Figure.of("asks begun that got no reply", asked.sum() - replied.sum(), 0, ""));
    }
}
