package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorContext;
import io.sparkactor.AskFailedException;
import io.sparkactor.ChildExited;
import io.sparkactor.Message;
import io.sparkactor.NotInTurnException;
import io.sparkactor.Request;
import io.sparkactor.Signal;
import io.sparkactor.Syndicate;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An actor may change who handles its messages, from the next one on; all else of it stays. */
@Timeout(60)
class BecomeTest {

    private static final Duration LONG = Duration.ofSeconds(8);

    private final Syndicate syndicate = Syndicate.open("become");
    private final Mail<String> seen = new Mail<>();

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    private sealed interface Command {}

    private record Connect(String to) implements Command {}

    private record Disconnect() implements Command {}

    private record Where() implements Command, Request<Command, String> {}

    /** Answers by its state; the protocol is typed in each. */
    private final class Line extends Actor<Command> {

        @Override
        protected void process(Message<Command> message) {
            switch (message.content()) {
                case Connect(String to) -> become((context, next) -> connected(to, next));
                case Disconnect() -> {}
                case Where where -> message.reply(where, "nowhere");
            }
        }

        private void connected(String to, Message<Command> message) {
            switch (message.content()) {
                case Connect(String other) -> become((context, next) -> connected(other, next));
                case Disconnect() -> unbecome();
                case Where where -> message.reply(where, "at " + to);
            }
        }

        @Override
        protected void onSignal(Signal signal) {
            seen.put(signal instanceof ChildExited ? "a child has exited" : "another signal");
        }

        @Override
        protected void postStop() {
            seen.put("stopped");
        }
    }

    @Test
    void theNextMessageGoesToTheNewHandler() {
        var line = syndicate.createActor(Line::new);

        assertThat(line.ask(new Where(), LONG)).isEqualTo("nowhere");
        line.tell(new Connect("home"));
        assertThat(line.ask(new Where(), LONG)).isEqualTo("at home");
        line.tell(new Connect("work"));
        assertThat(line.ask(new Where(), LONG)).isEqualTo("at work");
    }

    @Test
    void unbecomeGoesBackToProcessWhateverCameBetween() {
        var line = syndicate.createActor(Line::new);
        line.tell(new Connect("home"));
        line.tell(new Connect("work"));
        line.tell(new Disconnect());

        assertThat(line.ask(new Where(), LONG)).isEqualTo("nowhere");
    }

    @Test
    void theMessageInHandIsStillHandledByTheOldHandler() throws Exception {
        var actor = syndicate.createActor(String.class, (context, message) -> {
            context.become((c, next) -> seen.put("new: " + next.content()));
            seen.put("old: " + message.content());
        });
        actor.tell("a");
        actor.tell("b");

        assertThat(seen.take(2)).containsExactly("old: a", "new: b");
    }

    @Test
    void hooksSignalsAndTheNameStayWithTheActor() throws Exception {
        var line = syndicate.createActor(() -> new Actor<String>() {
            @Override
            protected void process(Message<String> message) {
                var child = createActor(() -> new Actor<String>() {
                    @Override
                    protected void process(Message<String> order) {}
                });
                become((context, next) -> seen.put("changed"));
                context().stop(child);
            }

            @Override
            protected void onSignal(Signal signal) {
                seen.put("a signal");
            }

            @Override
            protected void postStop() {
                seen.put("stopped");
            }
        });
        String path = line.path();
        line.tell("change");

        assertThat(seen.take()).isEqualTo("a signal");
        assertThat(line.path()).isEqualTo(path);
        syndicate.stop(line);
        assertThat(seen.take()).isEqualTo("stopped");
        assertThat(syndicate.awaitStop(line, LONG)).isTrue();
        assertThat(line.path()).isEqualTo(path);
    }

    @Test
    void aStartMayChooseTheFirstHandler() throws Exception {
        var actor = syndicate.createActor(() -> new Actor<String>() {
            @Override
            protected void preStart() {
                become((context, message) -> seen.put("chosen: " + message.content()));
            }

            @Override
            protected void process(Message<String> message) {
                seen.put("process: " + message.content());
            }
        });
        actor.tell("a");

        assertThat(seen.take()).isEqualTo("chosen: a");
    }

    @Test
    void aFailureOfTheNewHandlerIsAFailureOfTheMessage() {
        var actor = syndicate.createActor(
                String.class,
                (context, message) -> context.become((c, next) -> {
                    throw new IllegalStateException("broken");
                }));
        actor.tell("change");

        assertThatThrownBy(() -> actor.ask("a", String.class, LONG))
                .isInstanceOf(AskFailedException.class)
                .hasRootCauseMessage("broken");
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
    }

    @Test
    void onlyTheActorItselfMayChange() throws Exception {
        var contexts = new Mail<ActorContext<String>>();
        var actor = syndicate.createActor(String.class, (context, message) -> contexts.put(context));
        actor.tell("a");
        var context = contexts.take();

        assertThatThrownBy(() -> context.become((c, message) -> {})).isInstanceOf(NotInTurnException.class);
        assertThatThrownBy(context::unbecome).isInstanceOf(NotInTurnException.class);
        assertThatThrownBy(context::stash).isInstanceOf(NotInTurnException.class);
        assertThatThrownBy(context::unstashAll).isInstanceOf(NotInTurnException.class);
    }
}
