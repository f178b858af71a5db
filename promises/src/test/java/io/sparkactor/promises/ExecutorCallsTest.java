package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorContext;
import io.sparkactor.ActorRef;
import io.sparkactor.AskFailedException;
import io.sparkactor.ExecutorCallException;
import io.sparkactor.Message;
import io.sparkactor.Request;
import io.sparkactor.StreamRequest;
import io.sparkactor.Syndicate;
import io.sparkactor.Watch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An actor that runs elsewhere may reply, forward, tell and stop itself; every other call is refused with the way out. */
@Timeout(60)
class ExecutorCallsTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final Syndicate syndicate = Syndicate.open("calls");
    private final ActorRef<Object> other = syndicate.createActor(Object.class, (context, message) -> {});

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    private record Question() implements Request<Object, String>, StreamRequest<Object, String, String> {}

    /** Does what it is sent. */
    private static final class Doing extends Actor<Consumer<ActorContext<?>>> {

        @Override
        protected void process(Message<Consumer<ActorContext<?>>> message) {
            message.content().accept(context());
            message.reply("done");
        }
    }

    private ActorRef<Consumer<ActorContext<?>>> doing() {
        return syndicate.createActor(OnThread.of(Doing::new));
    }

    private Map<String, Consumer<ActorContext<?>>> refusedCalls() {
        var calls = new TreeMap<String, Consumer<ActorContext<?>>>();
        calls.put("ask(…)", context -> context.ask(new Question(), other));
        calls.put("ask(…) of a ref", context -> other.ask("a", String.class));
        calls.put(
                "ask(…) of a ref later",
                context -> assertThat(other.askAsync("a", String.class)).isNull());
        calls.put("ask(…) of a stream", context -> other.askStream(new Question()));
        calls.put("ask(…) of the syndicate", context -> syndicate.ask(other, new Question()));
        calls.put("createActor(…)", context -> context.createActor(Doing::new));
        calls.put("createActor(…) of the syndicate", context -> syndicate.createActor(Doing::new));
        calls.put("scheduleAfter(…)", context -> context.scheduleAfter(LONG, null));
        calls.put("scheduleEvery(…)", context -> context.scheduleEvery(LONG, null));
        calls.put("stash()", ActorContext::stash);
        calls.put("unstashAll()", ActorContext::unstashAll);
        calls.put("become(…)", context -> context.become(null));
        calls.put("unbecome()", ActorContext::unbecome);
        calls.put("monitor(…)", context -> context.monitor(other));
        calls.put("unmonitor(…)", context -> context.unmonitor(other));
        calls.put("link(…)", context -> context.link(other));
        calls.put("unlink(…)", context -> context.unlink(other));
        calls.put("watch(…)", context -> context.watch());
        calls.put("rearm(…)", context -> context.rearm(Watch.file(Path.of("sample"))));
        calls.put("trapExits(…)", context -> context.trapExits(true));
        calls.put("own(…)", context -> context.own(() -> {}));
        calls.put("generation()", ActorContext::generation);
        calls.put("parent()", ActorContext::parent);
        calls.put("children()", ActorContext::children);
        calls.put("syndicate()", ActorContext::syndicate);
        calls.put("stop(target)", context -> context.stop(other));
        calls.put("stopAfterQueue(…)", context -> context.stopAfterQueue(other));
        return calls;
    }

    @Test
    void everyOtherCallFailsTheHandlerAndNamesTheWayOut() {
        refusedCalls().forEach((call, made) -> {
            var actor = doing();
            assertThatThrownBy(() -> actor.ask(made, String.class, LONG))
                    .as(call)
                    .isInstanceOf(AskFailedException.class)
                    .cause()
                    .isInstanceOf(ExecutorCallException.class)
                    .hasMessageContaining("do not support " + call.replaceAll(" of .*", ""))
                    .hasMessageContaining(actor.path())
                    .hasMessageContaining("in-process actor");
        });
    }

    @Test
    void aHandlerThatCatchesTheRefusalGoesOn() {
        var actor = doing();

        String reply = actor.ask(
                context -> {
                    try {
                        context.stash();
                    } catch (ExecutorCallException e) {
                        // has another way
                        return;
                    }
                },
                String.class,
                LONG);

        assertThat(reply).isEqualTo("done");
    }

    @Test
    void anotherThreadThatItStartsMayAsk() {
        var answering = syndicate.createActor(Object.class, (context, message) -> message.reply("answer"));
        var answers = new Mail<String>();
        var actor = doing();

        actor.ask(
                context -> Thread.ofVirtual().start(() -> answers.put(answering.ask("question", String.class, LONG))),
                String.class,
                LONG);

        assertThat(answers).satisfies(mail -> assertThat(mail.take()).isEqualTo("answer"));
    }
}
