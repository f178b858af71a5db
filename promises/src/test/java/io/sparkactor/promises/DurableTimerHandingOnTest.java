package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
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

    /** An actor that gives the messages of its timers to a worker, who is busy until it may go on. */
    private void expectTheWorkerNotToHandleItAfter(Cancelling cancelling) throws Exception {
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
                        given.open();
                    }
                })
                .named("holder"));
        worker.tell("be busy");
        begun.await();
        DurableTimer timer = DurableRun.ask(
                holder, DurableTimer.class, context -> context.durableTimer("a", Duration.ZERO, "durable"));
        given.await();
        cancelling.cancel(timer, holder);
        goOn.open();
        worker.tell("another");

        assertThat(arrived.take()).isEqualTo("another");
        Books.settled(syndicate);
        assertThat(syndicate.deadLetters()).isEmpty();
    }

    @FunctionalInterface
    private interface Cancelling {
        void cancel(DurableTimer timer, ActorRef<Object> holder);
    }

    @Test
    void aMessageThatWaitsWithAWorkerIsNotHandledWhenItsTimerIsCancelled() throws Exception {
        expectTheWorkerNotToHandleItAfter(
                (timer, _) -> assertThat(timer.cancel()).isTrue());
        assertThat(store.all()).isEmpty();
    }

    @Test
    void aMessageThatWaitsWithAWorkerIsNotHandledWhenItsTimerIsReplaced() throws Exception {
        expectTheWorkerNotToHandleItAfter((_, holder) -> DurableRun.ask(
                holder, DurableTimer.class, context -> context.durableTimer("a", Duration.ofDays(1), "later")));
        assertThat(store.all()).hasSize(1);
    }
}
