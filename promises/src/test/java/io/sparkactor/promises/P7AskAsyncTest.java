package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.AskFailedException;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.AskWrongReplyException;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Request;
import io.sparkactor.Syndicate;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P7 for asks that nobody waits for: the future always completes, and never on a thread of an actor. */
@Timeout(60)
class P7AskAsyncTest {

    private static final Duration LONG = Duration.ofSeconds(15);

    private final Syndicate syndicate = Syndicate.open("p7-async");
    private final Gate release = new Gate();

    @AfterEach
    void close() {
        release.open();
        syndicate.close(Duration.ZERO);
    }

    private record Size(String text) implements Request<Size, Integer> {}

    @Test
    void aFutureCompletesWithTheReply() throws Exception {
        var actor = syndicate.createActor(
                Size.class,
                (context, message) -> message.reply(
                        message.content(), message.content().text().length()));

        assertThat(actor.askAsync(new Size("four")).get()).isEqualTo(4);
        assertThat(actor.askAsync(new Size("fives"), LONG).get()).isEqualTo(5);
    }

    @Test
    void aFutureFailsWhenTheHandlerDoes() {
        var actor = syndicate.createActor(String.class, (context, message) -> {
            throw new IllegalStateException("broken");
        });

        assertThatThrownBy(() -> actor.askAsync("well?", String.class, LONG).join())
                .hasCauseInstanceOf(AskFailedException.class);
    }

    @Test
    void aFutureFailsWhenTheTargetHasStopped() {
        var actor = syndicate.createActor(String.class, (context, message) -> {});
        syndicate.stop(actor);
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();

        assertThatThrownBy(() -> actor.askAsync("well?", String.class, LONG).join())
                .hasCauseInstanceOf(AskTargetStoppedException.class);
    }

    @Test
    void aFutureFailsWhenTheReplyIsOfAWrongType() {
        var actor = syndicate.createActor(String.class, (context, message) -> message.reply(42));

        assertThatThrownBy(() -> actor.askAsync("well?", String.class, LONG).join())
                .hasCauseInstanceOf(AskWrongReplyException.class);
    }

    @Test
    void aFutureFailsAtItsDeadlineAndNeverEarlier() {
        var actor = syndicate.createActor(String.class, (context, message) -> {});
        long start = System.nanoTime();

        assertThatThrownBy(() -> actor.askAsync("well?", String.class, Duration.ofMillis(30))
                        .join())
                .hasCauseInstanceOf(AskTimeoutException.class);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(30));
    }

    @Test
    void aCancelledFutureTakesNoReplyAndTheReplierLearnsIt() throws Exception {
        var entered = new Gate();
        var outcomes = new Mail<Delivery>();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            entered.open();
            release.await();
            outcomes.put(message.reply("too late"));
        });
        CompletableFuture<String> future = actor.askAsync("well?", String.class, LONG);
        entered.await();

        assertThat(future.cancel(true)).isTrue();
        release.open();

        assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
        assertThat(outcomes.take()).isEqualTo(new Delivery.Refused(DeadLetterReason.LATE_REPLY));
    }

    @Test
    void callbacksRunOnVirtualThreadsThatAreNoWorkersAndNotInTheCommonPool() throws Exception {
        var threads = new Mail<Thread>();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            release.await();
            message.reply("yes");
        });
        var future = actor.askAsync("well?", String.class, LONG);
        var direct = future.thenAccept(reply -> threads.put(Thread.currentThread()));
        var later = future.thenAcceptAsync(reply -> threads.put(Thread.currentThread()));
        var latest = later.thenRunAsync(() -> threads.put(Thread.currentThread()));
        release.open();

        assertThat(threads.take(3)).allSatisfy(thread -> {
            assertThat(thread.isVirtual()).isTrue();
            assertThat(thread.getName()).doesNotContain("worker");
        });
        CompletableFuture.allOf(direct, latest).get();
    }

    @Test
    void aCallbackThatBlocksHoldsUpNobody() throws Exception {
        var actor = syndicate.createActor(String.class, (context, message) -> message.reply("yes"));
        var blocked = new Gate();
        var stuck = actor.askAsync("first", String.class, LONG).thenAcceptAsync(reply -> {
            blocked.open();
            release.awaitStubbornly();
        });
        blocked.await();

        for (int i = 0; i < 100; i++) {
            assertThat(actor.askAsync("more", String.class, LONG).get()).isEqualTo("yes");
        }
        release.open();
        stuck.get();
    }

    @Test
    void aCallbackIsNotInTheTurnOfTheActorThatAsked() throws Exception {
        var senders = new Mail<String>();
        var listener = syndicate.createActor(
                String.class, (context, message) -> senders.put(message.sender().path()));
        var echo = syndicate.createActor(String.class, (context, message) -> message.reply("yes"));
        var asker = syndicate.createActor(String.class, (context, message) -> {
            var unused = echo.askAsync("well?", String.class, LONG).thenAcceptAsync(reply -> listener.tell("done"));
        });
        asker.tell("ask it");

        assertThat(senders.take()).endsWith("/nobody");
    }

    @Test
    void everyFutureOfATenThousandCompletes() {
        var actor = syndicate.createActor(Integer.class, (context, message) -> {
            if (message.content() % 3 != 0) {
                message.reply(message.content());
            }
        });
        var futures = new CompletableFuture<?>[10_000];
        for (int i = 0; i < futures.length; i++) {
            futures[i] =
                    actor.askAsync(i, Integer.class, Duration.ofMillis(500)).exceptionally(thrown -> -1);
        }
        assertThat(CompletableFuture.allOf(futures).orTimeout(20, TimeUnit.SECONDS))
                .succeedsWithin(Duration.ofSeconds(21));
    }

    @Test
    void aCloseCompletesTheFuturesThatAreLeft() throws Exception {
        var kept = new Gate();
        var other = Syndicate.open("p7-async-closing");
        var actor = other.createActor(String.class, (context, message) -> kept.open());
        var future = actor.askAsync("never answered", String.class, LONG);
        kept.await();
        other.close(Duration.ZERO);

        assertThatThrownBy(future::join).hasCauseInstanceOf(AskTargetStoppedException.class);
    }
}
