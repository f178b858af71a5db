package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorDiagnostics;
import io.sparkactor.ActorDiagnostics.Activity;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskFailedException;
import io.sparkactor.Backoff;
import io.sparkactor.Mailbox;
import io.sparkactor.Message;
import io.sparkactor.Overflow;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import io.sparkactor.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The stash and the behaviour of an actor that gets a new instance: the one survives and comes first, the other is gone. */
@Timeout(60)
class StashRestartTest {

    private static final Duration LONG = Duration.ofSeconds(8);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Backoff BACKOFF = new Backoff(HOUR, HOUR, 0);

    private final ManualClock clock = ManualClock.create();
    private final Syndicate syndicate = Syndicate.open("stash-restart", c -> c.hooks(clock.hooks()));
    private final Mail<String> handled = new Mail<>();

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    static List<Mailbox<Object>> mailboxes() {
        return List.of(
                Mailbox.unbounded(),
                Mailbox.bounded(10),
                Mailbox.bounded(10).overflow(Overflow.DROP_OLDEST),
                Mailbox.priority(10, content -> content.equals("urgent") ? 1 : 0));
    }

    static Stream<Arguments> restarts() {
        return mailboxes().stream()
                .flatMap(mailbox -> Stream.of(Backoff.none(), BACKOFF).map(backoff -> Arguments.of(mailbox, backoff)));
    }

    /** The first instance stashes letters and fails on "fail"; the second one may unstash as its first act, and handles all. */
    private final class Patient extends Actor<String> {

        private final boolean unstashes;

        Patient(boolean unstashes) {
            this.unstashes = unstashes;
        }

        @Override
        protected void preStart() {
            if (unstashes && context().generation() > 0) {
                unstashAll();
            }
        }

        @Override
        protected void process(Message<String> message) {
            if (context().generation() > 0) {
                handled.put(message.content());
                message.reply("answer to " + message.content());
            } else if (message.content().equals("fail")) {
                throw new IllegalStateException("ill");
            } else {
                stash();
            }
        }
    }

    private ActorRef<String> patient(Mailbox<Object> mailbox, Supervision supervision) {
        return syndicate.createActor(
                ActorSpec.of(() -> new Patient(true)).mailbox(mailbox).supervision(supervision));
    }

    private ActorDiagnostics look(ActorRef<?> actor) {
        return syndicate.diagnostics().actors().stream()
                .filter(each -> each.path().equals(actor.path()))
                .findFirst()
                .orElseThrow();
    }

    /** Lets the back-off end, if there is one, once the actor waits for that with so many messages. */
    private void restart(ActorRef<?> actor, Backoff backoff, long queued) {
        if (!backoff.equals(Backoff.none())) {
            awaitRestarting(actor, queued);
            clock.advance(HOUR);
        }
    }

    private void awaitRestarting(ActorRef<?> actor, long queued) {
        Restarting.await(syndicate, actor, queued);
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void theStashComesBeforeWhatHasWaitedForTheRestart(Mailbox<Object> mailbox) throws Exception {
        var actor = syndicate.createActor(ActorSpec.of(() -> new Patient(false))
                .mailbox(mailbox)
                .supervision(Supervision.restart().backoff(BACKOFF)));
        Stream.of("a", "b", "fail").forEach(actor::tell);
        awaitRestarting(actor, 2);
        Stream.of("c", "d").forEach(actor::tell);
        restart(actor, BACKOFF, 4);

        assertThat(handled.take(4)).containsExactly("a", "b", "c", "d");
        Books.settled(syndicate);
    }

    @ParameterizedTest
    @MethodSource("restarts")
    void whatTheNewInstanceUnstashesAtItsStartComesBeforeWhatWaits(Mailbox<Object> mailbox, Backoff backoff)
            throws Exception {
        var actor = patient(mailbox, Supervision.restart().backoff(backoff));
        Stream.of("a", "b", "fail").forEach(actor::tell);
        if (!backoff.equals(Backoff.none())) {
            awaitRestarting(actor, 2);
        }
        Stream.of("last", "urgent")
                .filter(text -> !backoff.equals(Backoff.none()))
                .forEach(actor::tell);
        restart(actor, backoff, 4);

        List<String> all = handled.take(backoff.equals(Backoff.none()) ? 2 : 4);
        assertThat(all).startsWith("a", "b");
        assertThat(Books.settled(syndicate).failed()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("restarts")
    void theRetriedMessageComesBeforeWhatIsUnstashed(Mailbox<Object> mailbox, Backoff backoff) throws Exception {
        var actor = patient(mailbox, Supervision.restart().backoff(backoff).retries(1));
        Stream.of("a", "b", "fail").forEach(actor::tell);
        restart(actor, backoff, 3);

        assertThat(handled.take(3)).containsExactly("fail", "a", "b");
        assertThat(Books.settled(syndicate).processed()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void theAskerOfAStashedMessageGetsItsAnswerFromTheNewInstance(Mailbox<Object> mailbox) {
        var actor = patient(mailbox, Supervision.restart().backoff(Backoff.none()));
        var answer = actor.askAsync("a", String.class, HOUR);
        Books.settledWith(syndicate, 1);
        actor.tell("fail");

        assertThat(answer.join()).isEqualTo("answer to a");
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void whoStashesAndThrowsHasFailedItsMessageWhateverItsStrategy(Mailbox<Object> mailbox) {
        for (var supervision : strategies(0)) {
            var actor = stashesAndThrows(Integer.MAX_VALUE, mailbox, supervision);
            assertThatThrownBy(() -> actor.ask("a", String.class, LONG)).isInstanceOf(AskFailedException.class);
            actor.tell("unstash");
            Books.settled(syndicate);
        }
        assertThat(handled.all()).containsExactly("a", "unstash", "a", "unstash");
        assertThat(syndicate.ledger().failed()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void whoStashesAndThrowsIsRetriedOnceAndNotUnstashedToo(Mailbox<Object> mailbox) {
        for (var supervision : strategies(3)) {
            var actor = stashesAndThrows(2, mailbox, supervision);
            actor.tell("a");
            actor.tell("unstash");
            Books.settled(syndicate);
        }
        assertThat(handled.all()).containsExactly("a", "a", "a", "unstash", "a", "a", "a", "a", "unstash", "a");
        assertThat(syndicate.ledger().failed()).isZero();
    }

    private static List<Supervision> strategies(int retries) {
        return List.of(
                Supervision.resume().retries(retries),
                Supervision.restart().backoff(Backoff.none()).retries(retries));
    }

    /** Stashes each "a", throwing so often; the third time or later it keeps it until it is told to unstash. */
    private ActorRef<String> stashesAndThrows(int times, Mailbox<Object> mailbox, Supervision supervision) {
        var left = new AtomicInteger(times);
        var open = new AtomicInteger();
        return syndicate.createActor(ActorSpec.handling(String.class, (context, message) -> {
                    handled.put(message.content());
                    if (message.content().equals("unstash")) {
                        open.set(1);
                        context.unstashAll();
                    } else if (open.get() == 0) {
                        context.stash();
                        if (left.getAndDecrement() > 0) {
                            throw new IllegalStateException("after all");
                        }
                    }
                })
                .mailbox(mailbox)
                .supervision(supervision));
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void aMessageThatWasRetriedBeforeItWasStashedIsNoLongerTheFirst(Mailbox<Object> mailbox) throws Exception {
        var failures = new AtomicInteger(1);
        var actor = syndicate.createActor(ActorSpec.of(() -> new Actor<String>() {
                    @Override
                    protected void preStart() {
                        unstashAll();
                    }

                    @Override
                    protected void process(Message<String> message) {
                        handled.put(message.content());
                        if (message.content().equals("fail") && failures.getAndDecrement() > 0) {
                            throw new IllegalStateException("ill");
                        }
                        if (context().generation() < 2) {
                            stash();
                        }
                        if (message.content().equals("break") && failures.get() > -2) {
                            failures.set(-2);
                            throw new IllegalStateException("ill again");
                        }
                    }
                })
                .mailbox(mailbox)
                .supervision(Supervision.restart().backoff(Backoff.none()).retries(1)));
        Stream.of("a", "fail", "b", "break").forEach(text -> {
            actor.tell(text);
            Await.until(
                    "rest", () -> syndicate.ledger().balanced() && look(actor).activity() == Activity.IDLE);
        });

        assertThat(handled.take(5)).startsWith("a", "fail", "fail", "a", "b");
        Books.settled(syndicate);
        assertThat(handled.all()).containsExactly("break", "break", "fail", "a", "b");
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void theNewInstanceHandlesByItsOwnProcessAgain(Mailbox<Object> mailbox) throws Exception {
        var actor = syndicate.createActor(ActorSpec.handling(String.class, (context, message) -> {
                    handled.put("process " + message.content());
                    context.become((c, again) -> {
                        handled.put("other " + again.content());
                        throw new IllegalStateException("broken");
                    });
                })
                .mailbox(mailbox)
                .supervision(Supervision.restart().backoff(Backoff.none()).retries(1)));
        actor.tell("a");
        actor.tell("b");

        assertThat(handled.take(3)).containsExactly("process a", "other b", "process b");
        Books.settled(syndicate);
    }

    @Test
    void diagnosticsCountWhatAnIdleActorHasStashed() {
        var actor = patient(Mailbox.unbounded(), Supervision.restart());
        actor.tell("a");
        actor.tell("b");
        Books.settledWith(syndicate, 2);

        Await.until("idle", () -> look(actor).activity() == Activity.IDLE);
        assertThat(look(actor).queued()).isEqualTo(2);
        assertThat(syndicate.diagnostics().ledger().balanced()).isTrue();
    }
}
