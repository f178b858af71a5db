package io.sparkactor.benchmarks.runaway;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.AskException;
import io.sparkactor.Message;
import io.sparkactor.Request;
import io.sparkactor.Syndicate;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Latencies;
import io.sparkactor.benchmarks.measure.Pacer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * What users start outside of actors, on virtual threads: every 20 ms one that asks an actor of the syndicate, every 200 ms a {@code
 * Syndicate.run} whose body asks an actor of its own. Counts from the moment when it was due. Driven by one thread.
 */
final class Outsiders implements Probe {

    private static final long ASK_PERIOD = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long RUN_PERIOD = TimeUnit.MILLISECONDS.toNanos(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    record Echo(long number) implements Request<Echo, Long> {}

    static final class Echoing extends Actor<Echo> {

        @Override
        protected void process(Message<Echo> message) {
            message.reply(message.content(), message.content().number());
        }
    }

    private final Latencies asks = new Latencies();
    private final Latencies bodies = new Latencies();
    private final Latencies answers = new Latencies();
    private final LongAdder begun = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder done = new LongAdder();
    private final ActorRef<Echo> echo;
    private Pacer asking;
    private Pacer running;

    Outsiders(Syndicate syndicate) {
        echo = syndicate.createActor(Echoing::new);
        asking = startAsking();
        running = startRunning();
    }

    private Pacer startAsking() {
        return Pacer.start("asks", ASK_PERIOD, this::startAsk);
    }

    private Pacer startRunning() {
        return Pacer.start("bodies", RUN_PERIOD, this::startBody);
    }

    private void startAsk(long due) {
        begun.increment();
        Thread.ofVirtual().name("user").start(() -> {
            try {
                echo.ask(new Echo(due), PATIENCE);
                asks.record(System.nanoTime() - due);
                done.increment();
            } catch (AskException e) {
                failed.increment(); // it began so late that the syndicate was closed
            }
        });
    }

    private void startBody(long due) {
        begun.increment();
        Thread.ofPlatform()
                .daemon()
                .name("user-main")
                .start(() -> Syndicate.run("body", inner -> {
                    bodies.record(System.nanoTime() - due);
                    inner.createActor(Echoing::new).ask(new Echo(due), PATIENCE);
                    answers.record(System.nanoTime() - due);
                    done.increment();
                }));
    }

    @Override
    public void rest() {
        end();
    }

    @Override
    public void measure() {
        asking = startAsking();
        running = startRunning();
        asks.start();
        bodies.start();
        answers.start();
    }

    @Override
    public void end() {
        asking.close();
        running.close();
    }

    @Override
    public boolean isDone() {
        return begun.sum() == done.sum();
    }

    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        figures.addAll(Figure.latencies("ask by a user's virtual thread", asks));
        figures.addAll(Figure.latencies("body of Syndicate.run begins", bodies));
        figures.addAll(Figure.latencies("its ask is answered", answers));
        figures.add(Figure.of("of both, begun", begun.sum(), ""));
        figures.add(Figure.of("of both, not done at the end", begun.sum() - done.sum(), 0, ""));
        figures.add(Figure.of("of both, failed", failed.sum(), 0, ""));
        return figures;
    }
}
