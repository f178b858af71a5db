package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorContext;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.DurableTimer;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.codec.cbor.CborCodec;
import io.sparkactor.spi.Codec;
import io.sparkactor.spi.Delegation;
import io.sparkactor.spi.TimerRow;
import io.sparkactor.testkit.MemoryTimerStore;
import io.sparkactor.troupe.Troupe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The message of a timer whose actor gives it to a worker, who forwards it: for its last receiver it is a message like any other. */
@Timeout(60)
class DurableTimerHandingOnTest {

    private final MemoryTimerStore store = new MemoryTimerStore();
    private final Codec codec = CborCodec.builder().build();
    private final Syndicate syndicate = Syndicate.open("handing-on", c -> c.durableTimers(store, codec));
    private final Mail<String> arrived = new Mail<>();
    private final ActorRef<String> last =
            syndicate.createActor(String.class, (context, message) -> arrived.put(message.content()));

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    private ActorSpec<String> forwarder() {
        return ActorSpec.handling(String.class, (context, message) -> message.forward(last));
    }

    /** Sets itself a timer of each kind, by what it is told, and gives what they bring to a worker. */
    private final class Giver extends Actor<String> {

        private final ActorRef<String> worker = syndicate.createActor(forwarder());

        @Override
        protected void process(Message<String> message) {
            switch (message.content()) {
                case "set a durable timer" -> durableTimer("a", Duration.ZERO, "durable");
                case "set a timer" -> scheduleAfter(Duration.ZERO, "ordinary");
                default -> Delegation.hold(message).to(worker);
            }
        }
    }

    private ActorRef<String> giver() {
        return syndicate.createActor(ActorSpec.of(() -> new Giver()).named("giver"));
    }

    private void expect(String content) throws InterruptedException {
        assertThat(arrived.take()).isEqualTo(content);
        last.tell("another");
        assertThat(arrived.take()).isEqualTo("another");
        Books.settled(syndicate);
        assertThat(syndicate.deadLetters()).isEmpty();
        assertThat(store.all()).isEmpty();
    }

    @Test
    void theMessageOfADurableTimerIsForwardedByAWorker() throws Exception {
        giver().tell("set a durable timer");

        expect("durable");
    }

    @Test
    void theMessageOfAnOrdinaryTimerIsForwardedByAWorker() throws Exception {
        giver().tell("set a timer");

        expect("ordinary");
    }

    @Test
    void theMessageOfADurableTimerOfATroupeIsForwardedByItsWorker() throws Exception {
        store.put(new TimerRow("troupe", "a", 1, Instant.EPOCH, Duration.ZERO, codec.encode("job")));
        syndicate.createActor(Troupe.of(forwarder()).named("troupe"));

        expect("job");
    }

    /** What becomes of the timer while its message waits with the worker. */
    @FunctionalInterface
    private interface Meanwhile {
        void happens(DurableTimer timer, ActorRef<Object> holder) throws Exception;
    }

    /** An actor that gives the messages of its timers to a worker, who is busy until it may go on; the first two that this handles then. */
    private List<String> handledAfter(DurableRun.Act behindGiving, Meanwhile meanwhile) throws Exception {
        var begun = new Gate();
        var goOn = new Gate();
        var given = new Gate();
        ActorRef<Object> worker = syndicate.createActor(Object.class, (context, message) -> {
            if (message.content().equals("be busy")) {
                begun.open();
                goOn.awaitStubbornly();
            } else {
                arrived.put((String) message.content());
            }
        });
        ActorRef<Object> holder = syndicate.createActor(ActorSpec.<Object>handling(Object.class, (context, message) -> {
                    if (message.content() instanceof DurableRun.Act act) {
                        message.reply(act.in(context));
                    } else {
                        Delegation.hold(message).to(worker);
                        behindGiving.in(context);
                        given.open();
                    }
                })
                .named("holder"));
        worker.tell("be busy");
        begun.await();
        DurableTimer timer = DurableRun.ask(
                holder, DurableTimer.class, context -> context.durableTimer("a", Duration.ZERO, "durable"));
        given.await();
        meanwhile.happens(timer, holder);
        goOn.open();
        worker.tell("another");
        worker.tell("one more");
        return List.of(arrived.take(), arrived.take());
    }

    private static Object nothing(ActorContext<Object> context) {
        return context;
    }

    private static DurableTimer replace(ActorContext<Object> context) {
        return context.durableTimer("a", Duration.ofDays(1), "later");
    }

    @Test
    void aMessageThatWaitsWithAWorkerIsNotHandledWhenItsTimerIsCancelled() throws Exception {
        assertThat(handledAfter(
                        DurableTimerHandingOnTest::nothing,
                        (timer, _) -> assertThat(timer.cancel()).isTrue()))
                .containsExactly("another", "one more");
        Books.settled(syndicate);
        assertThat(syndicate.deadLetters()).isEmpty();
        assertThat(store.all()).isEmpty();
    }

    @Test
    void norWhenItIsCancelledWhileTheHolderStops() throws Exception {
        var stopping = new Gate();
        var mayEnd = new Gate();
        class SlowToStop extends Actor<String> {
            @Override
            protected void process(Message<String> message) {}

            @Override
            protected void postStop() {
                stopping.open();
                mayEnd.awaitStubbornly();
            }
        }
        assertThat(handledAfter(DurableTimerHandingOnTest::nothing, (timer, holder) -> {
                    DurableRun.ask(holder, ActorRef.class, context -> context.createActor(() -> new SlowToStop()));
                    syndicate.stop(holder);
                    stopping.await();
                    assertThat(timer.cancel()).isTrue();
                }))
                .containsExactly("another", "one more");
        mayEnd.open();
        Books.settled(syndicate);
        assertThat(syndicate.deadLetters()).isEmpty();
        assertThat(store.all()).isEmpty();
    }

    @Test
    void aMessageThatWaitsWithAWorkerIsHandledWhenItsIdIsScheduledAnewBehindTheGiving() throws Exception {
        assertThat(handledAfter(DurableTimerHandingOnTest::replace, (_, _) -> {}))
                .containsExactly("durable", "another");
        assertThat(arrived.take()).isEqualTo("one more");
        Books.settled(syndicate);
        assertThat(store.all()).hasSize(1);
    }

    @Test
    void andWhenItIsScheduledAnewInALaterTurn() throws Exception {
        assertThat(handledAfter(
                        DurableTimerHandingOnTest::nothing,
                        (_, holder) -> DurableRun.ask(holder, DurableTimer.class, DurableTimerHandingOnTest::replace)))
                .containsExactly("durable", "another");
        assertThat(arrived.take()).isEqualTo("one more");
        Books.settled(syndicate);
        assertThat(store.all()).hasSize(1);
    }
}
