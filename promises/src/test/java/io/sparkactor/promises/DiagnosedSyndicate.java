package io.sparkactor.promises;

import io.sparkactor.Actor;
import io.sparkactor.ActorDiagnostics;
import io.sparkactor.ActorDiagnostics.Activity;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Diagnostics;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;

/** A syndicate whose actors stand as a test of diagnostics wants them, and how to look at them. */
abstract class DiagnosedSyndicate {

    static final Duration LONG = Duration.ofSeconds(30);

    /** Less than a {@link Gate} waits. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    final Gate release = new Gate();
    final Syndicate syndicate = Syndicate.open("shop", config -> config.askTimeout(LONG));

    @AfterEach
    void close() {
        release.open();
        syndicate.close(Duration.ZERO);
    }

    record Query() {}

    /** Has two children of its kind, down to a depth. */
    static final class Family extends Actor<String> {
        private final int depth;

        Family(int depth) {
            this.depth = depth;
        }

        @Override
        protected void preStart() {
            if (depth > 0) {
                createActor(ActorSpec.of(() -> new Family(depth - 1)).named("a"));
                createActor(ActorSpec.of(() -> new Family(depth - 1)).named("b"));
            }
        }

        @Override
        protected void process(Message<String> message) {}
    }

    static final class Worker extends Actor<String> {
        @Override
        protected void process(Message<String> message) {}
    }

    static final class Pool extends Actor<String> {
        private final int size;

        Pool(int size) {
            this.size = size;
        }

        @Override
        protected void preStart() {
            for (int i = 0; i < size; i++) {
                createActor(Worker::new);
            }
        }

        @Override
        protected void process(Message<String> message) {}
    }

    /** Actors that compute until the test is over; all do when this returns. */
    final List<ActorRef<Object>> endless(int count) throws InterruptedException {
        var begun = new Gate(count);
        var actors = new ArrayList<ActorRef<Object>>();
        for (int i = 0; i < count; i++) {
            var actor = syndicate.createActor(Object.class, (context, message) -> {
                begun.open();
                while (!release.isOpen()) {
                    Thread.onSpinWait();
                }
            });
            actor.tell("run");
            actors.add(actor);
        }
        begun.await();
        return actors;
    }

    /** An actor that is blocked in user code until the test is over; it is when this returns. */
    final ActorRef<Object> blocked(String name) throws InterruptedException {
        return doing(name, release::awaitStubbornly);
    }

    /** An actor whose handler has begun to do something when this returns. */
    final ActorRef<Object> doing(String name, Runnable work) throws InterruptedException {
        var begun = new Gate();
        var actor = syndicate.createActor(ActorSpec.handling(Object.class, (context, message) -> {
                    begun.open();
                    work.run();
                })
                .named(name));
        actor.tell("begin");
        begun.await();
        return actor;
    }

    final ActorDiagnostics awaitIn(Activity activity, ActorRef<?> actor) {
        return awaitActor(actor, seen -> seen.activity() == activity);
    }

    final ActorDiagnostics awaitActor(ActorRef<?> actor, Predicate<ActorDiagnostics> wanted) {
        Await.until(
                "what is wanted of " + actor, PATIENCE, () -> wanted.test(look(actor)), () -> "it is " + look(actor));
        return look(actor);
    }

    final ActorDiagnostics look(ActorRef<?> actor) {
        return find(syndicate.diagnostics(), actor.path());
    }

    static ActorDiagnostics find(Diagnostics diagnostics, String path) {
        return diagnostics.actors().stream()
                .filter(seen -> seen.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError(path + " is not in\n" + diagnostics));
    }
}
