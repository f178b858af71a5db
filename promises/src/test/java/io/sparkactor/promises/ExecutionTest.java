package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Backend;
import io.sparkactor.Execution;
import io.sparkactor.InvalidActorSpecException;
import io.sparkactor.Message;
import io.sparkactor.ProcessOptions;
import io.sparkactor.Syndicate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where an actor runs is said by its spec and the backend of its syndicate, and what cannot be is refused at the creation. */
@Timeout(60)
class ExecutionTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    /** Says which thread handles its messages. */
    static final class WhereAmI extends Actor<String> {

        @Override
        protected void process(Message<String> message) {
            message.reply(Thread.currentThread());
        }
    }

    /** Waits until as many are at work as the barrier wants, then says on which thread. */
    static final class Job extends Actor<CyclicBarrier> {

        @Override
        protected void process(Message<CyclicBarrier> message) throws Exception {
            message.content().await(LONG.toSeconds(), TimeUnit.SECONDS);
            message.reply(Thread.currentThread().threadId());
        }
    }

    private static Thread threadOf(ActorRef<String> actor) {
        return actor.ask("where?", Thread.class, LONG);
    }

    private static boolean hasOwnThread(ActorRef<String> actor) {
        return !threadOf(actor).isVirtual();
    }

    @Test
    void threadActorsWorkAtTheSameTimeOnThreadsOfTheirOwn() {
        try (var syndicate = Syndicate.open("parallel")) {
            ActorSpec<CyclicBarrier> spec =
                    ActorSpec.of(Job.class).execution(Execution.THREAD).stateless();
            var actors = IntStream.range(0, 3)
                    .mapToObj(i -> syndicate.createActor(spec))
                    .toList();

            var barrier = new CyclicBarrier(actors.size());
            var replies = actors.stream()
                    .map(actor -> actor.askAsync(barrier, Long.class, LONG))
                    .toList();
            Set<Long> threads = new HashSet<>();
            replies.forEach(reply -> threads.add(reply.join()));

            assertThat(threads).hasSize(3);
        }
    }

    @Test
    void anActorRunsOnTheWorkersUnlessItsSpecSaysOtherwise() {
        try (var syndicate = Syndicate.open("default")) {
            assertThat(ActorSpec.of(WhereAmI::new).execution()).isEqualTo(Execution.IN_PROCESS);
            assertThat(hasOwnThread(syndicate.createActor(ActorSpec.of(WhereAmI::new))))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Backend.class,
            names = {"IN_PROCESS", "THREADED"})
    void systemExecutionIsWhatTheBackendSays(Backend backend) {
        try (var syndicate = Syndicate.open("backend", c -> c.backend(backend))) {
            var spec = ActorSpec.of(WhereAmI::new).execution(Execution.SYSTEM).stateless();

            assertThat(hasOwnThread(syndicate.createActor(spec))).isEqualTo(backend == Backend.THREADED);
        }
    }

    @Test
    void everyExecutionOfABackendIsThere() {
        assertThat(List.of(Backend.values()).stream().map(Backend::execution))
                .containsExactly(Execution.IN_PROCESS, Execution.THREAD, Execution.PROCESS);
    }

    @Test
    void anActorFromASupplierAloneIsInProcessWhateverTheBackendIs() {
        try (var syndicate = Syndicate.open("suppliers", c -> c.backend(Backend.THREADED))) {
            assertThat(hasOwnThread(syndicate.createActor(WhereAmI::new))).isFalse();
        }
    }

    @Test
    void aSpecSaysEverythingThatItWasGiven() {
        var options = ProcessOptions.defaults()
                .maxHeap(64L << 20)
                .workingDirectory(Path.of("work"))
                .jvmOption("-Xss2m")
                .jvmOption("-Da=b");
        var spec = ActorSpec.of(WhereAmI.class)
                .execution(Execution.PROCESS)
                .stateless()
                .process(options)
                .named("w");

        assertThat(spec.execution()).isEqualTo(Execution.PROCESS);
        assertThat(spec.isStateless()).isTrue();
        assertThat(spec.actorClass()).contains(WhereAmI.class);
        assertThat(spec.arguments()).isEmpty();
        assertThat(spec.process())
                .isEqualTo(options)
                .hasSameHashCodeAs(options)
                .isNotEqualTo(ProcessOptions.defaults());
        assertThat(options.maxHeap()).hasValue(64L << 20);
        assertThat(options.workingDirectory()).contains(Path.of("work"));
        assertThat(options.jvmOptions()).containsExactly("-Xss2m", "-Da=b");
        assertThat(ActorSpec.of(WhereAmI::new).actorClass()).isEmpty();
    }

    // ---------------------------------------------------------------- what is refused

    @ParameterizedTest
    @EnumSource(
            value = Execution.class,
            names = {"THREAD", "PROCESS"})
    void anActorThatIsNotStatelessRunsNowhereElse(Execution execution) {
        try (var syndicate = Syndicate.open("stateful")) {
            var spec = ActorSpec.of(WhereAmI.class).execution(execution);

            assertThatThrownBy(() -> syndicate.createActor(spec))
                    .isInstanceOf(InvalidActorSpecException.class)
                    .hasMessageContaining(WhereAmI.class.getName())
                    .hasMessageContaining(".stateless()");
        }
    }

    @Test
    void systemExecutionNeedsStatelessOnlyWhereTheBackendDoes() {
        var spec = ActorSpec.of(WhereAmI::new).execution(Execution.SYSTEM).named("where");
        try (var syndicate = Syndicate.open("in-process")) {
            assertThat(hasOwnThread(syndicate.createActor(spec))).isFalse();
        }
        try (var syndicate = Syndicate.open("threaded", c -> c.backend(Backend.THREADED))) {
            assertThatThrownBy(() -> syndicate.createActor(spec))
                    .isInstanceOf(InvalidActorSpecException.class)
                    .hasMessageContaining("where")
                    .hasMessageContaining("stateless");
            assertThat(hasOwnThread(syndicate.createActor(spec.stateless())))
                    .as("the name is free after a refusal")
                    .isTrue();
        }
    }

    @Test
    void aSupplierCannotBeHandedToAProcess() {
        try (var syndicate = Syndicate.open("lambda")) {
            var spec = ActorSpec.of(WhereAmI::new).execution(Execution.PROCESS).stateless();

            assertThatThrownBy(() -> syndicate.createActor(spec))
                    .isInstanceOf(InvalidActorSpecException.class)
                    .hasMessageContaining("supplier")
                    .hasMessageContaining("ActorSpec.of(Worker.class");
        }
    }

    @Test
    void withoutItsModuleAProcessNamesTheArtifactToAdd() {
        try (var syndicate = Syndicate.open("no-module", c -> c.backend(Backend.PROCESS))) {
            var spec = ActorSpec.of(WhereAmI.class).execution(Execution.SYSTEM).stateless();

            assertThatThrownBy(() -> syndicate.createActor(spec))
                    .isInstanceOf(InvalidActorSpecException.class)
                    .hasMessageContaining("io.sparkactor:spark-actor-process");
        }
    }

    @Test
    void optionsOfProcessesAreChecked() {
        var options = ProcessOptions.defaults();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.maxHeap(1))
                .withMessageContaining("maxHeap")
                .withMessageContaining("1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.jvmOption(" "))
                .withMessageContaining("option");
    }
}
