package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorExited;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskFailedException;
import io.sparkactor.Backoff;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Directive;
import io.sparkactor.ExitReason;
import io.sparkactor.Message;
import io.sparkactor.RestartLimit;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Supervision, exits and the books are the same for an actor on a thread of its own as for any other. */
@Timeout(60)
class ExecutorSupervisionTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Supervision RESTART = Supervision.restart().backoff(Backoff.none());

    private final Syndicate syndicate = Syndicate.open("supervised");
    private final Mail<Object> seen = new Mail<>();
    private final AtomicInteger made = new AtomicInteger();

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    /** Throws what it is sent, if it can be thrown; else says which instance it is, and on which thread. */
    private final class Worker extends Actor<Object> {

        private final int number = made.incrementAndGet();

        @Override
        protected void process(Message<Object> message) throws Exception {
            seen.put(message.content());
            if (message.content() instanceof Exception exception) {
                throw exception;
            }
            message.reply(number + " " + Thread.currentThread().threadId());
        }

        @Override
        protected void postStop() {
            seen.put("end of " + number);
        }
    }

    private ActorSpec<Object> worker() {
        return OnThread.of(Worker::new);
    }

    private static String who(ActorRef<Object> actor) {
        return actor.ask("who?", String.class, LONG);
    }

    @Test
    void aRestartIsANewInstanceOnANewThread() {
        var actor = syndicate.createActor(worker().supervision(RESTART));
        String first = who(actor);

        actor.tell(new IOException("once"));
        String second = who(actor);

        assertThat(first).startsWith("1 ");
        assertThat(second).startsWith("2 ");
        assertThat(second.substring(2)).isNotEqualTo(first.substring(2));
        assertThat(seen.all()).contains("end of 1").doesNotContain("end of 2");
    }

    @Test
    void theMailboxSurvivesARestart() throws Exception {
        var actor = syndicate.createActor(worker().supervision(RESTART));

        actor.tell("first");
        actor.tell(new IOException("once"));
        actor.tell("second");
        actor.tell("third");

        assertThat(seen.take(5)).contains("first", "end of 1").endsWith("second", "third");
        Books.settled(syndicate);
    }

    @Test
    void aResumedActorKeepsItsInstance() {
        var actor = syndicate.createActor(worker().supervision(Supervision.resume()));
        String first = who(actor);

        assertThatThrownBy(() -> actor.ask(new IOException("once"), String.class, LONG))
                .isInstanceOf(AskFailedException.class)
                .hasCauseInstanceOf(IOException.class);

        assertThat(who(actor)).isEqualTo(first);
    }

    @Test
    void byDefaultItStopsAndItsQueueBecomesDeadLetters() throws Exception {
        var watcher = syndicate.createActor(() -> new Puppet(seen));
        var actor = syndicate.createActor(worker());
        Puppet.order(watcher, puppet -> puppet.watch(actor));
        var cause = new IOException("fatal");

        actor.tell(cause);
        actor.tell("behind");
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();

        Books.settled(syndicate);
        assertThat(syndicate.deadLetters())
                .anyMatch(letter ->
                        letter.content().equals("behind") && letter.reason() == DeadLetterReason.ACTOR_STOPPED);
        assertThat(seen.take(3))
                .containsExactly(cause, "end of 1", new ActorExited(actor, new ExitReason.Failed(cause)));
    }

    @Test
    void itIsLimitedInItsRestarts() throws Exception {
        var watcher = syndicate.createActor(() -> new Puppet(seen));
        var limit = new RestartLimit(2, LONG);
        var actor = syndicate.createActor(worker().supervision(RESTART.limit(limit)));
        Puppet.order(watcher, puppet -> puppet.watch(actor));
        var cause = new IOException("again");

        for (int i = 0; i < 3; i++) {
            actor.tell(cause);
        }

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        assertThat(seen.take(7)).endsWith(new ActorExited(actor, new ExitReason.RestartedTooOften(limit, cause)));
    }

    @Test
    void aFailedMessageIsRetriedAndThenParked() {
        var actor =
                syndicate.createActor(worker().supervision(RESTART.retries(2).parking(1)));
        var cause = new IOException("always");

        actor.tell(cause);
        who(actor);

        assertThat(seen.all().stream().filter(cause::equals)).hasSize(3);
        assertThat(syndicate.parked(actor)).hasSize(1);
        Books.settled(syndicate);
    }

    @Test
    void theTypeOfTheExceptionDecides() {
        var actor =
                syndicate.createActor(worker().supervision(RESTART.on(IllegalStateException.class, Directive.RESUME)));
        String first = who(actor);

        actor.tell(new IllegalStateException("harmless"));
        assertThat(who(actor)).isEqualTo(first);
        actor.tell(new IOException("harmful"));
        assertThat(who(actor)).isNotEqualTo(first);
    }

    @Test
    void aLinkedActorStopsWithIt() {
        var linked = syndicate.createActor(() -> new Puppet(seen));
        var actor = syndicate.createActor(worker());
        Puppet.order(linked, puppet -> puppet.tie(actor));

        actor.tell(new IOException("fatal"));

        assertThat(syndicate.awaitStop(linked, LONG)).isTrue();
    }

    @Test
    void aReplyIsThereBeforeTheExit() throws Exception {
        var actor = syndicate.createActor(OnThread.of(Replying::new));
        var watcher = syndicate.createActor(() -> new Puppet(seen));
        Puppet.order(watcher, puppet -> {
            puppet.watch(actor);
            puppet.send("go", actor);
        });

        assertThat(seen.take(2)).startsWith("a reply").element(1).isInstanceOf(ActorExited.class);
    }

    private static final class Replying extends Actor<Object> {

        @Override
        protected void process(Message<Object> message) throws IOException {
            message.reply("a reply");
            throw new IOException("and the end");
        }
    }

    @Test
    void itIsAChildOfTheActorThatCreatesIt() {
        var children = new Mail<ActorRef<Object>>();
        var parent = syndicate.createActor(String.class, (context, message) -> {
            children.put(context.createActor(worker()));
            message.reply("created");
        });
        parent.ask("create", String.class, LONG);
        var child = children.all().getFirst();
        assertThat(child.path()).startsWith(parent.path() + "/worker-");

        syndicate.stop(parent);

        assertThat(syndicate.awaitStop(parent, LONG)).isTrue();
        assertThat(syndicate.awaitStop(child, LONG)).isTrue();
        assertThat(seen.all()).containsExactly("end of 1");
    }
}
