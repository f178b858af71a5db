package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.DeadLetter;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Mailbox;
import io.sparkactor.SendOptions;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A message with a time to live is handled in that time or becomes a dead letter; no other message inherits it. */
@Timeout(60)
class TtlTest {

    private static final Duration TTL = Duration.ofSeconds(10);
    private static final SendOptions SHORT_LIVED = SendOptions.timeToLive(TTL);

    private final ManualClock clock = ManualClock.create();
    private final Syndicate syndicate = Syndicate.open("ttl", c -> c.hooks(clock.hooks()));

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    static List<Mailbox<Object>> mailboxes() {
        return List.of(Mailbox.unbounded(), Mailbox.bounded(10), Mailbox.priority(10, content -> 1));
    }

    private List<Object> expired() {
        return syndicate.deadLetters().stream()
                .filter(letter -> letter.reason() == DeadLetterReason.EXPIRED && letter.accepted())
                .map(DeadLetter::content)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void aMessageWhoseTimeIsOverWhenItsTurnComesIsADeadLetter(Mailbox<Object> mailbox) throws Exception {
        var stuck = StuckActor.in(syndicate, mailbox);
        stuck.ref.tell("short-lived", SHORT_LIVED);
        stuck.ref.tell("long-lived", SHORT_LIVED.withTimeToLive(TTL.multipliedBy(2)));
        stuck.ref.tell("immortal");
        clock.advance(TTL);
        stuck.release();

        assertThat(stuck.handled.take(3)).containsExactly("first", "long-lived", "immortal");
        assertThat(expired()).containsExactly("short-lived");
        assertThat(Books.settled(syndicate).deadLettered()).isEqualTo(1);
    }

    @Test
    void aMessageWhoseTurnComesInTimeIsHandled() throws Exception {
        var stuck = StuckActor.in(syndicate, Mailbox.unbounded());
        stuck.ref.tell("short-lived", SHORT_LIVED);
        clock.advance(TTL.minusNanos(1));
        stuck.release();

        assertThat(stuck.handled.take(2)).containsExactly("first", "short-lived");
    }

    @Test
    void aHandlerThatRunsLongerThanTheTimeIsNotCutShort() throws Exception {
        var handled = new Mail<String>();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            clock.advance(TTL.multipliedBy(2));
            handled.put(message.content());
        });
        actor.tell("short-lived", SHORT_LIVED);

        assertThat(handled.take()).isEqualTo("short-lived");
        assertThat(Books.settled(syndicate).deadLettered()).isZero();
    }

    @Test
    void whatTheHandlerSendsDoesNotInheritTheTime() throws Exception {
        var stuck = StuckActor.in(syndicate, Mailbox.unbounded());
        var sender = syndicate.createActor(String.class, (context, message) -> {
            context.tell("told", stuck.ref);
            stuck.ref.tell("told too", SendOptions.header("a", "b"));
            message.reply("replied");
        });
        sender.tell("short-lived", SHORT_LIVED);
        Books.settledWith(syndicate, 3);
        clock.advance(TTL.multipliedBy(2));
        stuck.release();

        assertThat(stuck.handled.take(3)).containsExactly("first", "told", "told too");
    }

    @Test
    void aForwardedMessageIsTheSameAndKeepsItsTime() throws Exception {
        var stuck = StuckActor.in(syndicate, Mailbox.unbounded());
        ActorRef<String> forwarder =
                syndicate.createActor(String.class, (context, message) -> message.forward(stuck.ref));
        forwarder.tell("short-lived", SHORT_LIVED.withHeader("a", "b"));
        Books.settledWith(syndicate, 2);
        clock.advance(TTL);
        stuck.release();

        assertThat(stuck.handled.take()).isEqualTo("first");
        Books.settled(syndicate);
        assertThat(expired()).containsExactly("short-lived");
    }

    @Test
    void aMessageThatExpiresInAnInboxIsNotReceived() {
        syndicate.ref().tell("short-lived", SHORT_LIVED);
        syndicate.ref().tell("immortal");
        clock.advance(TTL);

        assertThat(syndicate.receive(Duration.ofSeconds(1)).content()).isEqualTo("immortal");
        assertThat(expired()).containsExactly("short-lived");
        assertThat(syndicate.ledger().balanced()).isTrue();
    }

    @Test
    void atAStoppedActorTheStopIsTheReason() throws Exception {
        var stuck = StuckActor.in(syndicate, Mailbox.unbounded());
        stuck.ref.tell("short-lived", SHORT_LIVED);
        clock.advance(TTL);
        syndicate.stop(stuck.ref);
        stuck.release();
        Books.settled(syndicate);

        assertThat(syndicate.deadLetters()).extracting(DeadLetter::reason).contains(DeadLetterReason.ACTOR_STOPPED);
        assertThat(expired()).isEmpty();
    }

    @Test
    void aTimeThatIsNotPositiveIsRefused() {
        assertThatThrownBy(() -> SendOptions.timeToLive(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SHORT_LIVED.withTimeToLive(TTL.negated()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("timeToLive");
    }

    @Test
    void aMailboxThatIsFullOfExpiredMessagesHasRoomOnceTheyWereTaken() throws Exception {
        var handled = new Mail<String>();
        var release = new Gate();
        var actor = syndicate.createActor(ActorSpec.handling(String.class, (context, message) -> {
                    release.awaitStubbornly();
                    handled.put(message.content());
                })
                .mailbox(Mailbox.bounded(3)));
        for (int i = 0; i < 3; i++) {
            actor.tell("message " + i, SHORT_LIVED);
        }
        clock.advance(TTL);
        release.open();
        Books.settled(syndicate);

        assertThat(List.of(actor.tell("a").accepted(), actor.tell("b").accepted()))
                .containsOnly(true);
    }
}
