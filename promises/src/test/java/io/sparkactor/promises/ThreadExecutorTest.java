package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.AskFailedException;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Mailbox;
import io.sparkactor.Message;
import io.sparkactor.MessageHandler;
import io.sparkactor.NotInTurnException;
import io.sparkactor.SendOptions;
import io.sparkactor.Syndicate;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An actor on a thread of its own is an actor like any other to those who talk to it. */
@Timeout(60)
class ThreadExecutorTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final Syndicate syndicate = Syndicate.open("threads");

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    private <M> ActorRef<M> create(Supplier<? extends Actor<M>> supplier) {
        return syndicate.createActor(OnThread.of(supplier));
    }

    private ActorRef<Object> handling(MessageHandler<Object> handler) {
        return syndicate.createActor(OnThread.handling(handler));
    }

    @Test
    void messagesAreHandledOneAtATimeInTheirOrder() throws Exception {
        var seen = new Mail<Object>();
        var actor = handling((context, message) -> seen.put(message.content()));

        IntStream.range(0, 1000).forEach(actor::tell);

        assertThat(seen.take(1000)).isEqualTo(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void whatItSendsComesFromItself() throws Exception {
        var senders = new Mail<Object>();
        var receiver = syndicate.createActor(Object.class, (context, message) -> senders.put(message.sender()));
        var actor = handling((context, message) -> {
            context.tell("by the context", receiver);
            receiver.tell("by the ref");
            message.reply("a reply");
        });

        syndicate.tell(actor, "go");

        assertThat(senders.take(2)).containsExactly(actor, actor);
        assertThat(syndicate.receive(LONG).sender()).isEqualTo(actor);
    }

    @Test
    void whatItSendsInheritsTheTraceOfWhatItHandles() throws Exception {
        var traces = new Mail<Object>();
        var receiver = syndicate.createActor(
                Object.class, (context, message) -> traces.put(message.headers().getOrDefault("traceparent", "none")));
        var actor = handling((context, message) -> {
            receiver.tell("by the ref");
            context.tell("by the context", receiver);
        });

        actor.tell("traced", SendOptions.header(SendOptions.TRACE_PARENT, "00-1-2-01"));
        actor.tell("untraced");

        assertThat(traces.take(4)).containsExactly("00-1-2-01", "00-1-2-01", "none", "none");
    }

    @Test
    void itForwardsAnAskAndTheOtherOneAnswers() {
        var other = syndicate.createActor(Object.class, (context, message) -> message.reply("the other"));
        var actor = handling((context, message) -> message.forward(other));

        assertThat(actor.ask("who?", String.class, LONG)).isEqualTo("the other");
    }

    private static final class Texts extends Actor<String> {

        @Override
        protected void process(Message<String> message) {}
    }

    @Test
    void aMessageOfAnotherTypeIsRefusedAtTheSender() {
        @SuppressWarnings("unchecked")
        var actor = (ActorRef<Object>) (ActorRef<?>) create(Texts::new);

        assertThat(actor.tell(42)).isEqualTo(new Delivery.Refused(DeadLetterReason.WRONG_TYPE));
    }

    @Test
    void aMessageThatWaitedTooLongExpires() throws Exception {
        var entered = new Gate();
        var release = new Gate();
        var seen = new Mail<Object>();
        var actor = handling((context, message) -> {
            entered.open();
            release.await();
            seen.put(message.content());
        });
        actor.tell("first");
        entered.await();
        actor.tell("late", SendOptions.timeToLive(Duration.ofNanos(1)));
        release.open();

        Books.settled(syndicate);
        assertThat(seen.all()).containsExactly("first");
        assertThat(syndicate.deadLetters()).anyMatch(letter -> letter.reason() == DeadLetterReason.EXPIRED);
    }

    @Test
    void aFullMailboxRefusesTheNextMessage() throws Exception {
        var entered = new Gate();
        var release = new Gate();
        var actor = syndicate.createActor(OnThread.handling((context, message) -> {
                    entered.open();
                    release.await();
                })
                .mailbox(Mailbox.bounded(2)));
        actor.tell("in hand");
        entered.await();

        assertThat(actor.tell("waits").accepted()).isTrue();
        assertThat(actor.tell("too many")).isEqualTo(new Delivery.Refused(DeadLetterReason.OVERFLOW));
        release.open();
        Books.settled(syndicate);
    }

    @Test
    void theAskerOfAFailedHandlerIsToldAtOnceWithTheCause() {
        var actor = handling((context, message) -> {
            throw new IOException("no such order");
        });

        assertThatThrownBy(() -> actor.ask("order", String.class, LONG))
                .isInstanceOf(AskFailedException.class)
                .hasCauseInstanceOf(IOException.class)
                .hasRootCauseMessage("no such order");
    }

    @Test
    void anInterruptFlagThatAHandlerLeavesDoesNotReachTheNext() {
        var actor = handling((context, message) -> {
            message.reply(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
        });

        assertThat(actor.ask("first", Boolean.class, LONG)).isFalse();
        assertThat(actor.ask("second", Boolean.class, LONG)).isFalse();
    }

    @Test
    void aRecursionThatOverflowsItsStackLosesNoMessage() throws Exception {
        var received = new AtomicInteger();
        var receiver = syndicate.createActor(Object.class, (context, message) -> received.incrementAndGet());
        var overflows = new Mail<Integer>();
        var actor = handling((context, message) -> {
            var sent = new int[1];
            try {
                tellFor(receiver, sent);
            } catch (StackOverflowError e) {
                overflows.put(sent[0]);
            }
        });

        for (int i = 0; i < 10; i++) {
            actor.tell("go");
        }

        int sent = overflows.take(10).stream().mapToInt(Integer::intValue).sum();
        Books.settled(syndicate);
        assertThat(received.get())
                .as("all that was sent, and at most the last of each")
                .isBetween(sent, sent + 10);
        assertThat(receiver.tell("alive").accepted()).isTrue();
    }

    @SuppressWarnings("InfiniteRecursion") // that is the point
    private static void tellFor(ActorRef<Object> receiver, int[] sent) {
        receiver.tell("deeper");
        sent[0]++;
        tellFor(receiver, sent);
    }

    // ---------------------------------------------------------------- other threads

    @Test
    void itsContextBelongsToItsThread() throws Exception {
        var outcome = new Mail<Object>();
        var actor = handling((context, message) -> {
            var other = Thread.ofVirtual().start(() -> {
                try {
                    context.tell("from elsewhere", context.self());
                } catch (NotInTurnException e) {
                    outcome.put(e);
                }
            });
            other.join();
        });

        actor.tell("go");

        assertThat(outcome.take()).asString().contains("tell(…)").contains(actor.path());
    }

    @Test
    void aMessageMayBeAnsweredLaterByAnotherThread() throws Exception {
        var kept = new Mail<Message<Object>>();
        var actor = handling((context, message) -> kept.put(message));
        var reply = actor.askAsync("later", String.class, LONG);

        kept.take().reply("by the test");

        assertThat(reply.join()).isEqualTo("by the test");
    }
}
