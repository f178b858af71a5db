package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskFailedException;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.Backoff;
import io.sparkactor.ParkedMessage;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P4 and P5: the message that failed is handled again, kept aside, or just counted, as its strategy says. */
@Timeout(60)
class P4RetryTest {

    private static final Duration LONG = Duration.ofSeconds(8);

    private final Syndicate syndicate = Syndicate.open("p4-retry");
    private final Mail<String> seen = new Mail<>();

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    /** Fails on each message that begins with "fail" as often as told, then replies. */
    private ActorRef<String> failing(int times, Supervision supervision) {
        var left = new AtomicInteger(times);
        return syndicate.createActor(ActorSpec.handling(String.class, (context, message) -> {
                    seen.put(message.content());
                    if (message.content().startsWith("fail") && left.getAndDecrement() > 0) {
                        throw new IOException("no " + message.content());
                    }
                    message.reply("done");
                })
                .supervision(supervision));
    }

    private static Supervision restart() {
        return Supervision.restart().backoff(Backoff.none());
    }

    @Test
    void aFailedMessageIsHandledAgainBeforeAllOthers() throws Exception {
        for (Supervision supervision : new Supervision[] {Supervision.resume(), restart()}) {
            var actor = failing(2, supervision.retries(3));
            actor.tell("fail");
            actor.tell("next");

            assertThat(seen.take(4)).containsExactly("fail", "fail", "fail", "next");
        }
        var ledger = Books.settled(syndicate);
        assertThat(ledger.failed()).isZero();
        assertThat(seen.all()).isEmpty();
    }

    @Test
    void theAskerKeepsWaitingWhileRetriesAreLeft() {
        var actor = failing(2, restart().retries(2));

        assertThat(actor.ask("fail", String.class, LONG)).isEqualTo("done");
    }

    @Test
    void theAskerIsToldWhenNoRetryIsLeft() throws Exception {
        var actor = failing(Integer.MAX_VALUE, Supervision.resume().retries(2));

        assertThatThrownBy(() -> actor.ask("fail", String.class, LONG))
                .isInstanceOf(AskFailedException.class)
                .hasRootCauseMessage("no fail");
        assertThat(seen.take(3)).containsExactly("fail", "fail", "fail");
        assertThat(Books.settled(syndicate).failed()).isEqualTo(1);
        assertThat(seen.all()).isEmpty();
    }

    @Test
    void eachMessageHasItsOwnRetries() throws Exception {
        var actor = failing(Integer.MAX_VALUE, Supervision.resume().retries(1));
        actor.tell("fail 1");
        actor.tell("fail 2");

        assertThat(seen.take(4)).containsExactly("fail 1", "fail 1", "fail 2", "fail 2");
        assertThat(Books.settled(syndicate).failed()).isEqualTo(2);
    }

    @Test
    void anAskThatHasItsReplyIsNotRetried() throws Exception {
        var actor = syndicate.createActor(ActorSpec.handling(String.class, (context, message) -> {
                    seen.put(message.content());
                    message.reply("done");
                    throw new IOException("afterwards");
                })
                .supervision(Supervision.resume().retries(5)));

        assertThat(actor.ask("once", String.class, LONG)).isEqualTo("done");
        assertThat(Books.settled(syndicate).failed()).isEqualTo(1);
        assertThat(seen.all()).containsExactly("once");
    }

    @Test
    void underStopNothingIsRetried() throws Exception {
        var actor = failing(1, Supervision.stop().retries(5));

        assertThatThrownBy(() -> actor.ask("fail", String.class, LONG)).isInstanceOf(AskFailedException.class);
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        Books.settled(syndicate);
        assertThat(seen.all()).containsExactly("fail");
    }

    @Test
    void theTickOfATimerIsNotRetried() throws Exception {
        var actor = syndicate.createActor(ActorSpec.handling(String.class, (context, message) -> {
                    seen.put(message.content());
                    if (message.content().equals("tick")) {
                        throw new IOException("no");
                    }
                    context.scheduleAfter(Duration.ZERO, "tick");
                })
                .supervision(Supervision.resume().retries(5)));
        actor.tell("start");

        assertThat(seen.take(2)).containsExactly("start", "tick");
        Await.until("the failure", () -> syndicate.ledger().failed() == 1);
        Books.settled(syndicate);
        assertThat(seen.all()).isEmpty();
    }

    @Test
    void aStopWhileARetryWaitsForTheBackoffTellsTheAsker() throws Exception {
        var actor = failing(
                1, Supervision.restart().retries(1).backoff(new Backoff(Duration.ofHours(1), Duration.ofHours(1), 0)));
        var ask = actor.askAsync("fail", String.class, LONG);
        seen.take();
        var balanced = Books.settledWith(syndicate, 1);
        assertThat(balanced.failed()).isZero();
        syndicate.stop(actor);

        assertThatThrownBy(ask::join).hasCauseInstanceOf(AskTargetStoppedException.class);
        assertThat(Books.settled(syndicate).deadLettered()).isEqualTo(1);
    }

    @Test
    void theLimitOfRestartsEndsRetriesAndTellsTheAskerTheCause() throws Exception {
        var actor = failing(Integer.MAX_VALUE, restart().limit(2, LONG).retries(100));

        assertThatThrownBy(() -> actor.ask("fail", String.class, LONG))
                .isInstanceOf(AskFailedException.class)
                .hasRootCauseMessage("no fail");
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        assertThat(Books.settled(syndicate).failed()).isEqualTo(1);
        assertThat(seen.all()).hasSize(3);
    }

    @Test
    void theNewestFailedMessagesAreKeptAside() {
        var actor = failing(Integer.MAX_VALUE, Supervision.resume().retries(1).parking(2));
        for (int i = 0; i < 4; i++) {
            syndicate.tell(actor, "fail " + i);
        }
        Books.settled(syndicate);

        assertThat(syndicate.parked(actor)).extracting(ParkedMessage::content).containsExactly("fail 2", "fail 3");
        assertThat(syndicate.parked(actor)).allSatisfy(parked -> {
            assertThat(parked.cause()).isInstanceOf(IOException.class).hasMessageContaining("no fail");
            assertThat(parked.sender()).isEqualTo(syndicate.ref().toString());
            assertThat(parked.toString()).doesNotContain("fail");
        });
        assertThat(syndicate.ledger().failed()).isEqualTo(4);
    }

    @Test
    void whatWasKeptAsideIsThereAfterTheRestartAndAfterTheStop() {
        var actor = failing(1, restart().parking(1));
        actor.tell("fail");
        Books.settled(syndicate);
        syndicate.stop(actor);

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        assertThat(syndicate.parked(actor)).extracting(ParkedMessage::content).containsExactly("fail");
    }

    @Test
    void withoutParkingNothingIsKept() {
        var actor = failing(1, Supervision.resume());
        actor.tell("fail");
        Books.settled(syndicate);

        assertThat(syndicate.parked(actor)).isEmpty();
    }
}
