package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorCreationException;
import io.sparkactor.ActorRef;
import io.sparkactor.Delivery;
import io.sparkactor.InvalidActorSpecException;
import io.sparkactor.Mailbox;
import io.sparkactor.Message;
import io.sparkactor.MessageHandler;
import io.sparkactor.Overflow;
import io.sparkactor.Syndicate;
import io.sparkactor.WaitInterruptedException;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An actor on a thread of its own lives there from its constructor to its postStop, and leaves nothing behind. */
@Timeout(60)
class ThreadExecutorLifeTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final Syndicate syndicate = Syndicate.open("threads");

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    private <M> ActorRef<M> create(Supplier<? extends Actor<M>> supplier) {
        return syndicate.createActor(OnThread.of(supplier));
    }

    /** Notes on which thread it lives. */
    private static final class Living extends Actor<String> {

        private final Mail<Thread> threads;

        Living(Mail<Thread> threads) {
            this.threads = threads;
            threads.put(Thread.currentThread());
        }

        @Override
        protected void preStart() {
            threads.put(Thread.currentThread());
        }

        @Override
        protected void process(Message<String> message) {
            threads.put(Thread.currentThread());
            message.reply("seen");
        }

        @Override
        protected void postStop() {
            threads.put(Thread.currentThread());
        }
    }

    @Test
    void allOfItsLifeIsOnOneThreadWhichEndsWithIt() throws Exception {
        var threads = new Mail<Thread>();
        var actor = create(() -> new Living(threads));
        assertThat(threads.all()).as("started before the ref is there").hasSize(2);
        actor.ask("hello", String.class, LONG);

        syndicate.stop(actor);
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();

        Set<Thread> all = new HashSet<>(threads.take(4));
        assertThat(all).hasSize(1);
        Thread thread = all.iterator().next();
        assertThat(thread.isVirtual()).isFalse();
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.join(LONG)).as("the thread has ended").isTrue();
    }

    @Test
    void theThreadIsNamedAfterTheActor() {
        var actor = syndicate.createActor(OnThread.handling((context, message) ->
                        message.reply(Thread.currentThread().getName()))
                .named("worker"));

        assertThat(actor.ask("name?", String.class, LONG)).isEqualTo("spark://threads/worker");
        assertThat(actor.path()).isEqualTo("spark://threads/worker");
    }

    @Test
    void anActorWithoutANameIsNamedAfterItsClass() {
        assertThat(create(() -> new Living(new Mail<>())).path()).contains("/living-");
    }

    // ---------------------------------------------------------------- starts

    @Test
    void aConstructorThatFailsFailsTheCreation() {
        assertThatThrownBy(() -> handlingOf(() -> {
                    throw new IllegalStateException("no database");
                }))
                .isInstanceOf(ActorCreationException.class)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no database");
        assertThatNoThreadIsLeft();
    }

    private ActorRef<Object> handlingOf(Supplier<Actor<Object>> supplier) {
        return create(supplier);
    }

    @Test
    void aPreStartThatFailsFailsTheCreation() {
        var stopped = new Gate();
        assertThatThrownBy(() -> create(() -> new Starting(
                        () -> {
                            throw new IOException("no file");
                        },
                        stopped)))
                .isInstanceOf(ActorCreationException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThatNoThreadIsLeft();
        assertThat(stopped.isOpen()).as("postStop was called").isFalse();
    }

    @Test
    void aSupplierThatReturnsNullIsRefused() {
        assertThatThrownBy(() -> handlingOf(() -> null))
                .isInstanceOf(InvalidActorSpecException.class)
                .hasMessageContaining("null");
    }

    @Test
    void aCreatorThatIsInterruptedWaitsNoLongerAndLeavesNothingBehind() throws Exception {
        var entered = new Gate();
        var release = new Gate();
        var stopped = new Gate();
        var outcome = new Mail<Throwable>();
        var creator = Thread.ofPlatform().daemon().start(() -> {
            try {
                create(() -> new Starting(
                        () -> {
                            entered.open();
                            release.await();
                        },
                        stopped));
            } catch (ActorCreationException e) {
                outcome.put(e);
            }
        });
        entered.await();
        creator.interrupt();

        assertThat(outcome.take()).hasCauseInstanceOf(WaitInterruptedException.class);
        release.open();
        stopped.await();
        assertThatNoThreadIsLeft();
    }

    private interface Hook {
        void run() throws Exception;
    }

    private static final class Starting extends Actor<Object> {

        private final Hook hook;
        private final Gate stopped;

        Starting(Hook hook, Gate stopped) {
            this.hook = hook;
            this.stopped = stopped;
        }

        @Override
        protected void preStart() throws Exception {
            hook.run();
        }

        @Override
        protected void process(Message<Object> message) {}

        @Override
        protected void postStop() {
            stopped.open();
        }
    }

    private static void assertThatNoThreadIsLeft() {
        Await.until(
                "no thread of this syndicate",
                LONG,
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("spark://threads/")));
    }

    // ---------------------------------------------------------------- stops

    @Test
    void aStopLetsTheHandlerReturnFirst() throws Exception {
        var entered = new Gate();
        var release = new Gate();
        var actor = handling((context, message) -> {
            entered.open();
            release.awaitStubbornly();
            message.reply("done");
        });
        var reply = actor.askAsync("work", String.class, LONG);
        entered.await();

        syndicate.stop(actor);
        assertThat(syndicate.awaitStop(actor, Duration.ofMillis(200)))
                .as("whether it stops while its handler runs")
                .isFalse();
        release.open();

        assertThat(reply.join()).isEqualTo("done");
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
    }

    @Test
    void itStopsItselfBehindItsHandler() {
        var actor = handling((context, message) -> {
            context.stop();
            message.reply("last");
        });

        assertThat(actor.ask("go", String.class, LONG)).isEqualTo("last");
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        assertThat(actor.tell("more").accepted()).isFalse();
    }

    @Test
    void aStopEndsItsWaitForAPlace() throws Exception {
        var stuck = StuckActor.in(syndicate, Mailbox.bounded(1).overflow(Overflow.block(LONG)));
        var entered = new Gate();
        var outcome = new Mail<Object>();
        var actor = handling((context, message) -> {
            entered.open();
            try {
                stuck.ref.tell("waits for a place");
            } catch (RuntimeException e) {
                outcome.put(e.getClass().getSimpleName());
                throw e;
            }
        });
        actor.tell("go");
        entered.await();

        syndicate.stop(actor);

        assertThat(outcome.take()).isEqualTo("ActorStoppedException");
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        stuck.release();
    }

    @Test
    void itsPostStopMayWaitForAPlaceAfterAll() throws Exception {
        var stuck = StuckActor.in(syndicate, Mailbox.bounded(1).overflow(Overflow.block(LONG)));
        var deliveries = new Mail<Delivery>();
        var inPostStop = new Gate();
        var actor = create(() -> new Leaving(stuck.ref, inPostStop, deliveries));
        actor.tell("go");
        Await.until(
                "it handles its message",
                () -> syndicate.diagnostics().actors().stream()
                        .anyMatch(each -> each.path().equals(actor.path()) && each.queued() == 1));

        syndicate.stop(actor);
        inPostStop.await();
        stuck.release();

        assertThat(deliveries.take().accepted()).isTrue();
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
    }

    /** Sends to one that has no place. */
    private static final class Leaving extends Actor<Object> {

        private final ActorRef<String> target;
        private final Gate inPostStop;
        private final Mail<Delivery> deliveries;

        Leaving(ActorRef<String> target, Gate inPostStop, Mail<Delivery> deliveries) {
            this.target = target;
            this.inPostStop = inPostStop;
            this.deliveries = deliveries;
        }

        @Override
        protected void process(Message<Object> message) {
            deliveries.put(tell("waits until the stop", target));
        }

        @Override
        protected void postStop() {
            inPostStop.open();
            deliveries.put(tell("farewell", target));
        }
    }

    private ActorRef<Object> handling(MessageHandler<Object> handler) {
        return syndicate.createActor(OnThread.handling(handler));
    }
}
