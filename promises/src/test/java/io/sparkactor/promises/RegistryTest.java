package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorCreationException;
import io.sparkactor.ActorNotFoundException;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.ActorStoppedException;
import io.sparkactor.Message;
import io.sparkactor.MessageTypeException;
import io.sparkactor.Registry;
import io.sparkactor.Syndicate;
import io.sparkactor.SyndicateClosedException;
import io.sparkactor.WaitInterruptedException;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Finding actors by name, and waiting for one. */
@Timeout(60)
class RegistryTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final Syndicate syndicate = Syndicate.open("registry", config -> config.processors(1));
    private final Registry registry = syndicate.registry();
    private final Gate release = new Gate();

    @AfterEach
    void close() {
        release.open();
        syndicate.close(Duration.ZERO);
    }

    private sealed interface Command permits Add {}

    private record Add(int n) implements Command {}

    private static ActorSpec<String> echo(String name) {
        return ActorSpec.handling(String.class, (context, message) -> message.reply(message.content()))
                .named(name);
    }

    private static final class Counter extends Actor<Command> {

        @Override
        protected void process(Message<Command> message) {}
    }

    @Test
    void anActorIsFoundAsTheTypeThatItAcceptsOrAPartOfIt() {
        ActorRef<Command> counter =
                syndicate.createActor(ActorSpec.of(Counter::new).named("counter"));

        ActorRef<Command> whole = registry.find("counter", Command.class).orElseThrow();
        ActorRef<Add> part = registry.find("counter", Add.class).orElseThrow();

        assertThat((Object) whole).isEqualTo(counter);
        assertThat(part.tell(new Add(1)).accepted()).isTrue();
    }

    @Test
    void anActorIsNotFoundAsATypeThatItDoesNotAcceptAndTheTextNamesBoth() {
        syndicate.createActor(ActorSpec.of(Counter::new).named("counter"));

        for (Class<?> wrong : new Class<?>[] {String.class, Object.class, int.class}) {
            assertThatThrownBy(() -> registry.find("counter", wrong))
                    .isInstanceOf(MessageTypeException.class)
                    .hasMessageContaining("spark://registry/counter")
                    .hasMessageContaining(Command.class.getName())
                    .hasMessageContaining(wrong == int.class ? "java.lang.Integer" : wrong.getName());
            assertThatThrownBy(() -> registry.await("counter", wrong, LONG)).isInstanceOf(MessageTypeException.class);
        }
    }

    @Test
    void anActorOfAPrimitivesBoxIsFoundByEither() {
        syndicate.createActor(
                ActorSpec.handling(Integer.class, (context, message) -> {}).named("numbers"));

        assertThat(registry.find("numbers", Integer.class)).isPresent();
        assertThat(registry.find("numbers", int.class)).isPresent();
    }

    @Test
    void anActorThatStopsIsNotFoundThoughItsNameIsStillTaken() throws Exception {
        var service = serviceThatStopsSlowly();
        syndicate.stop(service);
        Await.until("refusal", LONG, () -> !service.tell("hello").accepted());

        assertThat(registry.find("service", String.class)).isEmpty();
        assertThatThrownBy(() -> registry.await("service", String.class, SHORT))
                .isInstanceOf(ActorNotFoundException.class)
                .hasMessageContaining("stopping");
    }

    @Test
    void whoWaitsWhileTheOldOneStopsGetsTheNewOne() throws Exception {
        var old = serviceThatStopsSlowly();
        syndicate.stop(old);
        Await.until("refusal", LONG, () -> !old.tell("hello").accepted());
        var found = new Mail<ActorRef<String>>();
        var waiter = waiting(() -> found.put(registry.await("service", String.class, LONG)));

        release.open();
        assertThat(syndicate.awaitStop(old, LONG)).isTrue();
        var current = syndicate.createActor(echo("service"));

        assertThat((Object) found.take()).isEqualTo(current);
        waiter.join();
    }

    /** An actor called {@code service} that cannot end before {@code release} is open, since its child cannot. */
    private ActorRef<String> serviceThatStopsSlowly() throws Exception {
        var ready = new Gate();
        var service = syndicate.createActor(ActorSpec.handling(String.class, (context, message) -> {
                    context.createActor(() -> new Stubborn(release));
                    ready.open();
                })
                .named("service"));
        service.tell("create");
        ready.await();
        return service;
    }

    @Test
    void awaitReturnsAtOnceIfTheActorRuns() {
        var actor = syndicate.createActor(echo("greeter"));

        assertThat((Object) registry.await("greeter", String.class, Duration.ZERO))
                .isEqualTo(actor);
    }

    @Test
    void awaitEndsAsSoonAsTheActorRuns() throws Exception {
        for (int round = 0; round < 200; round++) {
            var name = "greeter-" + round;
            var found = new Mail<ActorRef<String>>();
            var crew = Crew.startVirtual(
                    2, member -> found.put(registry.await("parent-" + name + "/" + name, String.class, LONG)));
            syndicate
                    .createActor(ActorSpec.handling(
                                    String.class, (context, message) -> context.createActor(echo(message.content())))
                            .named("parent-" + name))
                    .tell(name);
            crew.join();
            assertThat(found.take(2))
                    .allSatisfy(
                            ref -> assertThat(ref.path()).isEqualTo("spark://registry/parent-" + name + "/" + name));
        }
    }

    @Test
    void awaitDoesNotEndBeforePreStartHasReturned() throws Exception {
        var starting = new Gate();
        var found = new Mail<ActorRef<String>>();
        var creator = Crew.start(
                1,
                member -> syndicate.createActor(
                        ActorSpec.of(() -> new SlowStarter(starting, release)).named("slow")));
        starting.await();

        assertThatThrownBy(() -> registry.await("slow", String.class, SHORT))
                .isInstanceOf(ActorNotFoundException.class)
                .hasMessageContaining("preStart");
        var waiter = waiting(() -> found.put(registry.await("slow", String.class, LONG)));
        release.open();

        assertThat(found.take().path()).isEqualTo("spark://registry/slow");
        creator.join();
        waiter.join();
    }

    private static final class SlowStarter extends Actor<String> {

        private final Gate starting;
        private final Gate release;

        SlowStarter(Gate starting, Gate release) {
            this.starting = starting;
            this.release = release;
        }

        @Override
        protected void preStart() {
            starting.open();
            release.awaitStubbornly();
        }

        @Override
        protected void process(Message<String> message) {}
    }

    @Test
    void awaitEndsAtItsDeadlineAndTheTextHasTheNameAndTheTime() {
        assertThatThrownBy(() -> registry.await("nobody", String.class, SHORT))
                .isInstanceOf(ActorNotFoundException.class)
                .hasMessageContaining("spark://registry/nobody")
                .hasMessageMatching(".* within \\d+ ms \\(the limit is 50 ms\\).*");
    }

    @Test
    void awaitOfAPathThatNobodyCanHaveIsRefusedAtOnce() {
        for (String path : new String[] {"", "/", "/greeter", "a//b", "spark://registry/greeter", "gree ter"}) {
            assertThatThrownBy(() -> registry.await(path, String.class, LONG))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"" + path + "\"");
        }
    }

    @Test
    void awaitInAnActorLetsTheActorRunThatItWaitsFor() throws Exception {
        var replies = new Mail<String>();
        var client = syndicate.createActor(String.class, (context, message) -> {
            var service = context.syndicate().registry().await("service", String.class, LONG);
            replies.put(service.ask(message.content(), String.class));
        });
        var creator = syndicate.createActor(
                String.class, (context, message) -> syndicate.createActor(echo(message.content())));
        client.tell("hello"); // one processor: the creator runs when the client has given it away
        creator.tell("service");

        assertThat(replies.take()).isEqualTo("hello");
    }

    @Test
    void awaitInAnActorEndsWhenTheActorIsToldToStop() throws Exception {
        var thrown = new Mail<Exception>();
        var waits = new Gate();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            waits.open();
            thrown.put(awaitNobody());
        });
        actor.tell("wait");
        waits.await();

        syndicate.stop(actor);

        assertThat(thrown.take()).isInstanceOf(ActorStoppedException.class).hasMessageContaining("nobody");
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
    }

    @Test
    void awaitEndsWhenItsThreadIsInterrupted() throws Exception {
        var thrown = new Mail<Exception>();
        var waiter = waiting(() -> thrown.put(awaitNobody()));

        waiter.interrupt();

        assertThat(thrown.take()).isInstanceOf(WaitInterruptedException.class);
        waiter.join();
    }

    @Test
    void awaitOutsideOfActorsEndsWhenTheSyndicateBeginsToClose() throws Exception {
        var thrown = new Mail<Exception>();
        var busy = new Gate();
        syndicate
                .createActor(String.class, (context, message) -> {
                    busy.open();
                    release.awaitStubbornly();
                })
                .tell("be busy");
        busy.await();
        var waiter = waiting(() -> thrown.put(awaitNobody()));
        var closer = Crew.start(1, member -> syndicate.close(LONG)); // which waits for the busy one

        Await.until(
                "the end of the wait", LONG.dividedBy(2), () -> !thrown.all().isEmpty());
        assertThat(thrown.take()).isInstanceOf(SyndicateClosedException.class).hasMessageContaining("registry");
        release.open();
        closer.join();
        waiter.join();
    }

    @Test
    void awaitInAnActorDoesNotOutlastTheClose() throws Exception {
        var thrown = new Mail<Exception>();
        var waits = new Gate();
        syndicate
                .createActor(String.class, (context, message) -> {
                    waits.open();
                    thrown.put(awaitNobody());
                })
                .tell("wait");
        waits.await();

        assertThat(syndicate.close(SHORT).running()).isEmpty();

        assertThat(thrown.take()).isInstanceOf(ActorStoppedException.class);
    }

    @Test
    void awaitInPostStopEndsWithTheThreadsOfTheSyndicate() throws Exception {
        var thrown = new Mail<Exception>();
        syndicate.createActor(() -> new LastWish(() -> thrown.put(awaitNobody())));

        syndicate.close(Duration.ZERO);

        assertThat(thrown.take()).isInstanceOf(SyndicateClosedException.class);
    }

    private static final class LastWish extends Actor<String> {

        private final Runnable wish;

        LastWish(Runnable wish) {
            this.wish = wish;
        }

        @Override
        protected void process(Message<String> message) {}

        @Override
        protected void postStop() {
            wish.run();
        }
    }

    @Test
    void awaitOnAClosedSyndicateIsRefusedAtOnceAndNobodyIsFound() {
        syndicate.createActor(echo("greeter"));
        syndicate.close(Duration.ZERO);

        assertThat(registry.find("greeter", String.class)).isEmpty();
        assertThat(awaitNobody()).isInstanceOf(SyndicateClosedException.class);
    }

    @Test
    void aStartThatFailsIsNeverFound() throws Exception {
        var failure = new AtomicReference<Throwable>();
        var starting = new Gate();
        var creator = Crew.start(1, member -> {
            try {
                syndicate.createActor(ActorSpec.<String>of(() -> {
                            starting.open();
                            release.awaitStubbornly();
                            throw new IllegalStateException("not today");
                        })
                        .named("service"));
            } catch (ActorCreationException e) {
                failure.set(e);
            }
        });
        starting.await();
        var found = new Mail<ActorRef<String>>();
        var waiter = waiting(() -> found.put(registry.await("service", String.class, LONG)));
        release.open();
        creator.join();
        assertThat(failure.get()).isNotNull();

        var second = syndicate.createActor(echo("service"));

        assertThat((Object) found.take()).isEqualTo(second);
        waiter.join();
    }

    private Exception awaitNobody() {
        try {
            return new IllegalStateException("found " + registry.await("nobody", String.class, LONG));
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** A thread that does something, once it waits in that. */
    private static Thread waiting(Runnable body) {
        var thread = Thread.ofPlatform().daemon().start(body);
        Await.until("a thread that waits", LONG, () -> thread.getState() == Thread.State.TIMED_WAITING);
        return thread;
    }
}
