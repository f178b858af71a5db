package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sparkactor.Actor;
import io.sparkactor.ActorContext;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.ActorStoppedException;
import io.sparkactor.AskRefusedException;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Mailbox;
import io.sparkactor.Message;
import io.sparkactor.Overflow;
import io.sparkactor.Syndicate;
import io.sparkactor.WaitInterruptedException;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.ThreadRole;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P1 where a full mailbox lets its senders wait: the wait ends by a place, its time, or the stop of either side, and never holds up others. */
@Timeout(60)
class P1BlockTest {

    private static final Duration LONG = Duration.ofSeconds(8);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Delivery REFUSED = new Delivery.Refused(DeadLetterReason.OVERFLOW);
    private static final Delivery ACCEPTED = new Delivery.Accepted();
    private static final Delivery STOPPED = new Delivery.Refused(DeadLetterReason.ACTOR_STOPPED);
    private static final Mailbox<Object> BLOCKING = Mailbox.bounded(1).overflow(Overflow.block(LONG.multipliedBy(2)));

    /** One processor: who holds it while it waits holds up all. */
    private final Syndicate syndicate = Syndicate.open("p1-block", c -> c.processors(1));

    private final Mail<Object> outcomes = new Mail<>();

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    /** An actor that holds its only place until it is released, and leaves the processor to others meanwhile. */
    private StuckActor full() throws InterruptedException {
        return StuckActor.in(syndicate, BLOCKING);
    }

    /** Sends from an actor; what came of it is put to the outcomes. */
    private ActorRef<String> senderTo(ActorRef<String> target) {
        return syndicate.createActor(String.class, (context, message) -> {
            outcomes.put("sends");
            outcomes.put(outcome(() -> context.tell(message.content(), target)));
        });
    }

    private static Object outcome(Supplier<Delivery> send) {
        try {
            return send.get();
        } catch (RuntimeException e) {
            return e;
        }
    }

    @Test
    void aSenderOutsideWaitsUntilThereIsAPlace() throws Exception {
        var stuck = full();
        var crew = Crew.start(1, member -> outcomes.put(stuck.ref.tell("waits")));
        awaitOffers(2);
        assertThat(outcomes.all()).isEmpty();
        stuck.release();

        assertThat(outcomes.take()).isEqualTo(ACCEPTED);
        crew.join();
        assertThat(stuck.handled.take(2)).containsExactly("first", "waits");
        Books.settled(syndicate);
    }

    @Test
    void anActorThatWaitsForAPlaceLetsOthersRun() throws Exception {
        var stuck = full();
        senderTo(stuck.ref).tell("waits");
        assertThat(outcomes.take()).isEqualTo("sends");
        var other = syndicate.createActor(String.class, (context, message) -> message.reply("yes"));

        assertThat(other.ask("do you run?", String.class, LONG)).isEqualTo("yes");
        assertThat(outcomes.all()).isEmpty();
        stuck.release();
        assertThat(outcomes.take()).isEqualTo(ACCEPTED);
    }

    @Test
    void aSenderIsRefusedWhenItsTimeIsOver() throws Exception {
        var stuck = StuckActor.in(syndicate, Mailbox.bounded(1).overflow(Overflow.block(SHORT)));
        long start = System.nanoTime();

        assertThat(stuck.ref.tell("in vain")).isEqualTo(REFUSED);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, LONG);
        Books.settledWith(syndicate, 1);
    }

    @Test
    void sendersAreServedInTheOrderInWhichTheyCame() throws Exception {
        var stuck = full();
        var threads = new Thread[5];
        for (int i = 0; i < threads.length; i++) {
            var text = "sender " + i;
            var thread = Thread.ofPlatform().daemon().start(() -> stuck.ref.tell(text));
            Await.until("the wait of " + text, LONG, () -> thread.getState() == Thread.State.TIMED_WAITING);
            threads[i] = thread;
        }
        stuck.release();

        assertThat(stuck.handled.take(6))
                .containsExactly("first", "sender 0", "sender 1", "sender 2", "sender 3", "sender 4");
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void aStopOfTheSenderEndsItsWait() throws Exception {
        var stuck = full();
        var sender = senderTo(stuck.ref);
        sender.tell("waits");
        assertThat(outcomes.take()).isEqualTo("sends");
        syndicate.stop(sender);

        assertThat(outcomes.take()).isInstanceOf(ActorStoppedException.class);
        assertThat(syndicate.awaitStop(sender, LONG)).isTrue();
        Books.settledWith(syndicate, 1);
        assertThat(syndicate.deadLetters())
                .anySatisfy(letter -> assertThat(letter.reason()).isEqualTo(DeadLetterReason.OVERFLOW));
    }

    @Test
    void aStopOfTheTargetEndsTheWait() throws Exception {
        var target = syndicate.createActor(ActorSpec.of(Asleep::new).mailbox(BLOCKING));
        target.tell("sleep");
        senderTo(target).tell("waits");
        assertThat(outcomes.take()).isEqualTo("sends");
        syndicate.stop(target);

        assertThat(outcomes.take())
                .isIn(STOPPED, ACCEPTED); // by the stop, or by the place of the one whose handler it ended
        assertThat(syndicate.awaitStop(target, LONG)).isTrue();
        Books.settled(syndicate);
    }

    @Test
    void aStopOfATargetWhoseHandlerGoesOnEndsTheWait() throws Exception {
        var stuck = full();
        senderTo(stuck.ref).tell("waits");
        assertThat(outcomes.take()).isEqualTo("sends");
        syndicate.stop(stuck.ref);

        assertThat(outcomes.take()).isEqualTo(STOPPED);
        stuck.release();
        assertThat(syndicate.awaitStop(stuck.ref, LONG)).isTrue();
        Books.settled(syndicate);
    }

    /** Waits in the framework, so that a stop reaches it. */
    private static final class Asleep extends Actor<String> {

        @Override
        protected void process(Message<String> message) {
            context().syndicate().receive(LONG.multipliedBy(2));
        }
    }

    @Test
    void stopAfterQueueEndsTheWaitOfThoseThatComeTooLate() throws Exception {
        var stuck = full();
        senderTo(stuck.ref).tell("waits");
        assertThat(outcomes.take()).isEqualTo("sends");
        awaitOffers(3);
        syndicate.stopAfterQueue(stuck.ref);

        assertThat(outcomes.take()).isEqualTo(STOPPED);
        stuck.release();
        assertThat(syndicate.awaitStop(stuck.ref, LONG)).isTrue();
    }

    @Test
    void aCloseEndsTheWait() throws Exception {
        var stuck = full();
        var crew = Crew.start(1, member -> outcomes.put(stuck.ref.tell("waits")));
        awaitOffers(2);
        var closer = Crew.start(1, member -> syndicate.close(Duration.ZERO));
        Await.until("the close", syndicate::isClosed);
        stuck.release();

        closer.join();
        crew.join();
        assertThat(outcomes.take()).isInstanceOf(Delivery.class);
        assertThat(syndicate.ledger().balanced()).isTrue();
    }

    @Test
    void anActorThatSendsToItsOwnFullMailboxIsRefusedAtOnce() throws Exception {
        var actor = syndicate.createActor(ActorSpec.handling(
                        String.class,
                        (context, message) -> outcomes.put(context.self().tell("to myself")))
                .mailbox(BLOCKING));
        actor.tell("go");

        assertThat(outcomes.take()).isEqualTo(REFUSED);
    }

    @Test
    void aStartThatSendsToTheFullMailboxOfItsCreatorIsRefusedAtOnce() throws Exception {
        var creator = syndicate.createActor(
                ActorSpec.handling(String.class, this::createChild).mailbox(BLOCKING));
        creator.tell("create");

        assertThat(outcomes.take()).isEqualTo(REFUSED);
    }

    private void createChild(ActorContext<String> context, Message<String> message) {
        var creator = context.self();
        context.createActor(() -> new Actor<String>() {
            @Override
            protected void preStart() {
                outcomes.put(creator.tell("from the start of a child"));
            }

            @Override
            protected void process(Message<String> order) {}
        });
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        var stuck = full();
        var crew = Crew.start(1, member -> outcomes.put(outcome(() -> stuck.ref.tell("waits"))));
        awaitOffers(2);
        crew.interrupt();

        assertThat(outcomes.take()).isInstanceOf(WaitInterruptedException.class);
        crew.join();
        Books.settledWith(syndicate, 1);
    }

    @Test
    void theThreadsOfTheRuntimeNeverWaitForAPlace() throws Exception {
        var stuck = full();
        for (ThreadRole role :
                new ThreadRole[] {ThreadRole.TIMER, ThreadRole.MONITOR, ThreadRole.WATCHER, ThreadRole.TRANSPORT}) {
            RuntimeHooks.production()
                    .startThread(role, "a thread of the runtime", () -> outcomes.put(stuck.ref.tell("no time")));
            assertThat(outcomes.take()).isEqualTo(REFUSED);
        }
    }

    @Test
    void anAskWaitsForAPlaceNoLongerThanForItsReply() throws Exception {
        var stuck = full();

        assertThatThrownBy(() -> stuck.ref.ask("well?", String.class, SHORT)).isInstanceOf(AskRefusedException.class);
        assertThat(catchThrowable(
                        () -> stuck.ref.askAsync("well?", String.class, SHORT).join()))
                .hasCauseInstanceOf(AskRefusedException.class);
    }

    @Test
    void anAskThatWaitsForAPlaceEndsWhenTheAskerStops() throws Exception {
        var stuck = full();
        var asker = syndicate.createActor(String.class, (context, message) -> {
            outcomes.put("asks");
            outcomes.put(catchThrowable(() -> stuck.ref.ask("well?", String.class, LONG)));
        });
        asker.tell("go");
        outcomes.take();
        syndicate.stop(asker);

        assertThat(outcomes.take()).isInstanceOf(ActorStoppedException.class);
    }

    @Test
    void manySendersAndStopsLoseNoPlace() {
        var actor = syndicate.createActor(ActorSpec.handling(Integer.class, (context, message) -> {})
                .mailbox(Mailbox.bounded(2).overflow(Overflow.block(LONG))));
        Crew.run(
                8,
                member -> IntStream.range(0, 2_000)
                        .forEach(i -> assertThat(actor.tell(i)).isEqualTo(ACCEPTED)));

        assertThat(Books.settled(syndicate).processed()).isEqualTo(16_000);
    }

    private void awaitOffers(long count) {
        Await.until("offers", LONG, () -> syndicate.ledger().offered() >= count);
    }
}
