package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Message;
import io.sparkactor.SendOptions;
import io.sparkactor.Syndicate;
import io.sparkactor.SystemId;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a message carries beside its content, and what of it passes on. */
@Timeout(60)
class MessagesTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Syndicate syndicate = Syndicate.open("messages");

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    @Test
    void theSenderOfWhatAnActorTellsIsThatActor() throws Exception {
        var messages = new Mail<Message<?>>();
        var receiver = syndicate.createActor(String.class, (context, message) -> messages.put(message));
        var sender = syndicate.createActor(String.class, (context, message) -> {
            context.tell("by the context", receiver);
            receiver.tell("by the ref");
        });
        sender.tell("go");

        for (Message<?> message : messages.take(2)) {
            assertThat((Object) message.sender()).isEqualTo(sender);
        }
    }

    @Test
    void theSenderOfWhatASyndicateTellsIsItsInbox() throws Exception {
        var messages = new Mail<Message<?>>();
        var receiver = syndicate.createActor(String.class, (context, message) -> messages.put(message));
        syndicate.tell(receiver, "hello");

        assertThat(messages.take().sender()).isEqualTo(syndicate.ref());
    }

    @Test
    void theSenderOfWhatAnEndpointTellsIsThatEndpoint() {
        var echo = syndicate.createActor(String.class, (context, message) -> message.reply(message.content()));
        try (var endpoint = syndicate.endpoint()) {
            endpoint.tell(echo, "hello");

            assertThat(endpoint.receive(LONG).content()).isEqualTo("hello");
            assertThat(syndicate.poll(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void whatAThreadOfAHandlerSendsHasNoSender() throws Exception {
        var messages = new Mail<Message<?>>();
        var receiver = syndicate.createActor(String.class, (context, message) -> messages.put(message));
        var sender = syndicate.createActor(String.class, (context, message) -> {
            var thread = Thread.startVirtualThread(() -> receiver.tell("from a thread of its own"));
            thread.join();
        });
        sender.tell("go");

        assertThat(messages.take().reply("to nobody")).isEqualTo(new Delivery.Refused(DeadLetterReason.NO_SENDER));
    }

    @Test
    void theTickOfATimerHasNoSenderToReplyTo() throws Exception {
        var outcomes = new Mail<Delivery>();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            if (message.content().equals("start")) {
                context.scheduleAfter(Duration.ZERO, "tick");
            } else {
                outcomes.put(message.reply("to the timer"));
            }
        });
        actor.tell("start");

        assertThat(outcomes.take()).isEqualTo(new Delivery.Refused(DeadLetterReason.NO_SENDER));
    }

    @Test
    void aForwardKeepsSenderHeadersAndContent() throws Exception {
        var messages = new Mail<Message<?>>();
        var last = syndicate.createActor(String.class, (context, message) -> {
            messages.put(message);
            message.reply("thanks");
        });
        var first = syndicate.createActor(String.class, (context, message) -> message.forward(last));
        var sender = syndicate.createActor(
                String.class, (context, message) -> first.tell("letter", SendOptions.header("tenant", "a")));
        sender.tell("go");

        var message = messages.take();
        assertThat((Object) message.sender()).isEqualTo(sender);
        assertThat(message.headers()).isEqualTo(Map.of("tenant", "a"));
        assertThat(message.content()).isEqualTo("letter");
    }

    @Test
    void theTraceContextPassesToAllThatAHandlerSendsAndOtherHeadersDoNot() throws Exception {
        var messages = new Mail<Message<?>>();
        var last = syndicate.createActor(String.class, (context, message) -> {
            messages.put(message);
            message.reply("yes");
        });
        var first = syndicate.createActor(String.class, (context, message) -> {
            context.tell("by tell", last);
            last.tell("with options", SendOptions.header("tenant", "b"));
            last.ask("by ask", String.class, LONG);
        });
        first.tell("go", SendOptions.header(SendOptions.TRACE_PARENT, TRACE).withHeader("tenant", "a"));

        assertThat(messages.take().headers()).isEqualTo(Map.of(SendOptions.TRACE_PARENT, TRACE));
        assertThat(messages.take().headers()).isEqualTo(Map.of(SendOptions.TRACE_PARENT, TRACE, "tenant", "b"));
        assertThat(messages.take().headers()).isEqualTo(Map.of(SendOptions.TRACE_PARENT, TRACE));
    }

    @Test
    void aTraceContextThatIsGivenReplacesTheOneThatWouldPass() throws Exception {
        var messages = new Mail<Message<?>>();
        var last = syndicate.createActor(String.class, (context, message) -> messages.put(message));
        var first = syndicate.createActor(
                String.class,
                (context, message) -> last.tell("own", SendOptions.header(SendOptions.TRACE_PARENT, "another")));
        first.tell("go", SendOptions.header(SendOptions.TRACE_PARENT, TRACE));

        assertThat(messages.take().headers()).isEqualTo(Map.of(SendOptions.TRACE_PARENT, "another"));
    }

    @Test
    void theTraceContextOfOneMessageDoesNotReachTheNext() throws Exception {
        var messages = new Mail<Message<?>>();
        var last = syndicate.createActor(String.class, (context, message) -> messages.put(message));
        var first = syndicate.createActor(String.class, (context, message) -> last.tell("on"));
        first.tell("traced", SendOptions.header(SendOptions.TRACE_PARENT, TRACE));
        first.tell("not traced");

        assertThat(messages.take().headers()).hasSize(1);
        assertThat(messages.take().headers()).isEmpty();
    }

    @Test
    void headersCannotBeChangedByTheirReceiver() throws Exception {
        var messages = new Mail<Message<?>>();
        var actor = syndicate.createActor(String.class, (context, message) -> messages.put(message));
        actor.tell("hello", SendOptions.header("a", "b"));
        var headers = messages.take().headers();

        assertThat(catchThrowable(() -> headers.put("c", "d"))).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anIdIsARandomUuidAndStays() throws Exception {
        var messages = new Mail<Message<?>>();
        var actor = syndicate.createActor(String.class, (context, message) -> messages.put(message));
        actor.tell("one");
        actor.tell("two", SendOptions.header("a", "b"));
        var one = messages.take();
        var two = messages.take();

        assertThat(UUID.fromString(one.id()).version()).isEqualTo(4);
        var id = one.id();
        assertThat(one.id()).isEqualTo(id).isNotEqualTo(two.id());
    }

    @Test
    void theIdIsTheSameForAllThreadsThatAskForItFirst() throws Exception {
        var messages = new Mail<Message<?>>();
        var actor = syndicate.createActor(String.class, (context, message) -> messages.put(message));
        for (int round = 0; round < 100; round++) {
            actor.tell("hello");
            var message = messages.take();
            var ids = new Mail<String>();
            Crew.run(3, member -> ids.put(message.id()));
            assertThat(ids.take(3)).containsOnly(message.id());
        }
    }

    @Test
    void theTextOfAMessageDoesNotShowItsContent() throws Exception {
        var messages = new Mail<Message<?>>();
        var actor = syndicate.createActor(String.class, (context, message) -> messages.put(message));
        actor.tell("the secret", SendOptions.header("password", "hidden"));

        assertThat(messages.take().toString()).contains("String").doesNotContain("secret", "hidden");
    }

    @Test
    void theTextOfADeadLetterDoesNotShowItsContent() {
        var actor = syndicate.createActor(String.class, (context, message) -> {});
        syndicate.stop(actor);
        syndicate.awaitStop(actor, LONG);
        actor.tell("the secret");

        assertThat(syndicate.deadLetters().getFirst().toString())
                .contains("String", actor.path())
                .doesNotContain("secret");
    }

    @Test
    void aMessageMayBeKeptAndAnsweredLaterByAnotherThread() throws Exception {
        var messages = new Mail<Message<?>>();
        var actor = syndicate.createActor(String.class, (context, message) -> messages.put(message));
        syndicate.tell(actor, "question");

        assertThat(messages.take().reply("answer").accepted()).isTrue();
        var reply = syndicate.receive(LONG);
        assertThat(reply.content()).isEqualTo("answer");
        assertThat(reply.reply("to whom?").accepted()).isFalse();
    }

    @Test
    void theIdentityOfASystemIsTheOneOfThePythonOriginal() {
        // uuid.uuid5(uuid.NAMESPACE_DNS, "python.org") of the Python documentation
        assertThat(SystemId.ofName("python.org").uuid()).isEqualTo("886313e1-3b8a-5372-9b90-0c9aee199e5d");
        assertThat(syndicate.systemId()).isEqualTo(SystemId.ofName("messages"));
    }

    @Test
    void identitiesOfActorsAreUniqueAndStay() {
        var first = syndicate.createActor(String.class, (context, message) -> {});
        var second = syndicate.createActor(String.class, (context, message) -> {});

        var id = first.id();
        assertThat(first.id()).isEqualTo(id).isNotEqualTo(second.id());
        assertThat(first.id().systemId()).isEqualTo(syndicate.systemId());
        assertThat(UUID.fromString(first.id().uuid()).version()).isEqualTo(4);
    }
}
