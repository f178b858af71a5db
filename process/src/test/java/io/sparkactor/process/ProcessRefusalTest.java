package io.sparkactor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskFailedException;
import io.sparkactor.Execution;
import io.sparkactor.InvalidActorSpecException;
import io.sparkactor.Message;
import io.sparkactor.ProcessOptions;
import io.sparkactor.Request;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What cannot go to a process is refused by name, and nothing is lost. */
class ProcessRefusalTest {

    private final Syndicate syndicate = Syndicate.open("process-refusals");

    @BeforeEach
    void quiet() {
        Processes.quiet();
    }

    @AfterEach
    void close() {
        syndicate.close();
    }

    /** A message of a class that is no record. */
    static final class Mutable {
        int count;
    }

    /** Takes anything. */
    static final class Anything extends Actor<Object> {

        @Override
        protected void process(Message<Object> message) {
            message.reply("a " + message.content().getClass().getSimpleName());
        }
    }

    /** Cannot be made without an argument that cannot be sent. */
    static final class Counting extends Actor<String> {

        Counting(AtomicInteger counter) {
            assertThat(counter).isNotNull();
        }

        @Override
        protected void process(Message<String> message) {}
    }

    /** A type that no actor's message type names. */
    record Extra(int number) implements Request<Object, String> {}

    private static ActorSpec<Object> anything() {
        return ActorSpec.of(Anything.class)
                .execution(Execution.PROCESS)
                .stateless()
                .supervision(Supervision.restart());
    }

    @Test
    void aSupplierIsRefusedAtCreation() {
        assertThatThrownBy(() -> syndicate.createActor(
                        ActorSpec.of(Anything::new).execution(Execution.PROCESS).stateless()))
                .isInstanceOf(InvalidActorSpecException.class)
                .hasMessageContaining("supplier");
    }

    @Test
    void anArgumentThatCannotBeSentIsRefusedByName() {
        var spec = ActorSpec.<String>of(Counting.class, new AtomicInteger())
                .execution(Execution.PROCESS)
                .stateless();

        assertThatThrownBy(() -> syndicate.createActor(spec))
                .isInstanceOf(InvalidActorSpecException.class)
                .hasMessageContaining(Counting.class.getName())
                .hasMessageContaining("AtomicInteger");
    }

    @Test
    void aContentThatCannotBeSentFailsItsMessageByNameAndHarmsNobodyElse() {
        ActorRef<Object> actor = syndicate.createActor(anything().supervision(Supervision.stop()));

        assertThatThrownBy(() -> actor.ask(new Mutable(), String.class, Processes.PATIENCE))
                .isInstanceOf(AskFailedException.class)
                .hasMessageContaining("Mutable");
        assertThat(actor.ask("x", String.class, Processes.PATIENCE)).isEqualTo("a String");
        Processes.booksSettle(syndicate);
    }

    @Test
    void aTypeThatIsAllowedByNameGoes() {
        ActorRef<Object> closed = syndicate.createActor(anything());
        ActorRef<Object> open = syndicate.createActor(
                anything().process(ProcessOptions.defaults().allow(Extra.class)));

        assertThatThrownBy(() -> closed.ask(new Extra(1), Processes.PATIENCE)).hasMessageContaining("Extra");
        assertThat(open.ask(new Extra(1), Processes.PATIENCE)).isEqualTo("a Extra");
    }

    @Test
    void aReplyThatCannotBeSentFailsItsMessageByName() {
        ActorRef<Work> worker = syndicate.createActor(Processes.worker("Hello").supervision(Supervision.restart()));

        assertThatThrownBy(() -> worker.ask(new Work.ReplyWrongly(), Processes.PATIENCE))
                .isInstanceOf(AskFailedException.class)
                .hasMessageContaining("StringBuilder");
        assertThat(worker.ask(new Work.Greet("you"), Processes.PATIENCE)).isEqualTo("Hello, you");
    }

    @Test
    void aFolderThatIsNotThereIsRefusedByName() {
        var options = ProcessOptions.defaults().workingDirectory(java.nio.file.Path.of("/no/such/folder"));

        assertThatThrownBy(() -> syndicate.createActor(Processes.worker("Hello").process(options)))
                .hasMessageContaining("/no/such/folder");
    }

    @Test
    void anOptionThatTheJvmDoesNotKnowIsToldWithItsWords() {
        var options = ProcessOptions.defaults().jvmOption("-XX:NoSuchOption=1");

        assertThatThrownBy(() -> syndicate.createActor(Processes.worker("Hello").process(options)))
                .hasMessageContaining("exited with code 1")
                .hasStackTraceContaining("process");
    }
}
