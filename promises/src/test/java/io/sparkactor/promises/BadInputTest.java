package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorContext;
import io.sparkactor.ActorCreationException;
import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Delivery;
import io.sparkactor.InvalidActorSpecException;
import io.sparkactor.Message;
import io.sparkactor.NotInTurnException;
import io.sparkactor.ReceiveTimeoutException;
import io.sparkactor.Request;
import io.sparkactor.Syndicate;
import io.sparkactor.SystemId;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong is refused where it is given, in words that say what to do. */
@Timeout(60)
class BadInputTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration NEGATIVE = Duration.ofNanos(-1);

    private final Syndicate syndicate = Syndicate.open("bad");

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    // ---------------------------------------------------------------- numbers, times and names

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1025, Integer.MIN_VALUE})
    void processorsMustBeBetweenOneAndOneThousandTwentyFour(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Syndicate.open("bad-processors", c -> c.processors(count)))
                .withMessageContaining("processors")
                .withMessageContaining(String.valueOf(count));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void theLimitOfQueuedMessagesMustBePositive(long count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Syndicate.open("bad-limit", c -> c.maxQueuedMessages(count)))
                .withMessageContaining("maxQueuedMessages")
                .withMessageContaining(String.valueOf(count));
    }

    @Test
    void timeOutsOfASyndicateMustNotBeNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Syndicate.open("bad-time", c -> c.askTimeout(NEGATIVE)))
                .withMessageContaining("askTimeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Syndicate.open("bad-time", c -> c.askTimeout(Duration.ZERO)))
                .withMessageContaining("askTimeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Syndicate.open("bad-time", c -> c.drainTimeout(NEGATIVE)))
                .withMessageContaining("drainTimeout");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void theTimeOutOfAnAskMustBePositive(long nanos) {
        var actor = syndicate.createActor(String.class, (context, message) -> message.reply("yes"));
        var timeout = Duration.ofNanos(nanos);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> actor.ask("well?", String.class, timeout))
                .withMessageContaining("timeout");
        assertThatIllegalArgumentException().isThrownBy(() -> actor.askAsync("well?", String.class, timeout));
        assertThatIllegalArgumentException().isThrownBy(() -> syndicate.ask(actor, "well?", String.class, timeout));
    }

    @Test
    void theLongestTimeOutsAreTaken() throws Exception {
        var longest = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
        var actor = syndicate.createActor(String.class, (context, message) -> {
            context.scheduleAfter(longest, "never").close();
            message.reply("yes");
        });

        assertThat(actor.ask("well?", String.class, longest)).isEqualTo("yes");
        assertThat(actor.askAsync("well?", String.class, longest).get()).isEqualTo("yes");
        syndicate.ref().tell("here");
        assertThat(syndicate.receive(longest).content()).isEqualTo("here");
        assertThat(syndicate.close(longest).complete()).isTrue();
    }

    @Test
    void timesToWaitMustNotBeNegative() {
        var actor = syndicate.createActor(String.class, (context, message) -> {});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> syndicate.receive(NEGATIVE))
                .withMessageContaining("timeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> syndicate.poll(NEGATIVE))
                .withMessageContaining("timeout");
        assertThatIllegalArgumentException().isThrownBy(() -> syndicate.awaitStop(actor, NEGATIVE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> syndicate.close(NEGATIVE))
                .withMessageContaining("drainTimeout");
        assertThat(syndicate.isClosed()).isFalse();
    }

    @Test
    void aReceiveOfNoTimeTakesOnlyWhatIsThere() {
        assertThatThrownBy(() -> syndicate.receive(Duration.ZERO)).isInstanceOf(ReceiveTimeoutException.class);
        assertThat(syndicate.poll(Duration.ZERO)).isEmpty();
        syndicate.ref().tell("here");
        assertThat(syndicate.receive(Duration.ZERO).content()).isEqualTo("here");
    }

    @Test
    void delaysMustNotBeNegativeAndPeriodsMustBePositive() throws Exception {
        assertInTurn(context -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> context.scheduleAfter(NEGATIVE, "x"))
                    .withMessageContaining("delay");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> context.scheduleEvery(Duration.ZERO, "x"))
                    .withMessageContaining("period");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> context.scheduleEvery(NEGATIVE, LONG, "x"))
                    .withMessageContaining("initialDelay");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "ä", "a:b", "a\n"})
    void aNameOfAnActorHasFewCharacters(String name) {
        var spec = ActorSpec.handling(String.class, (context, message) -> {});

        assertThatIllegalArgumentException().isThrownBy(() -> spec.named(name)).withMessageContaining("letters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void aNameOfASyndicateIsNotBlank(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Syndicate.open(name))
                .withMessageContaining("name");
        assertThatIllegalArgumentException().isThrownBy(() -> Syndicate.call(name, inside -> 1));
    }

    @Test
    void anIdentityIsNotBlank() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SystemId(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> new ActorId(SystemId.ofName("x"), ""));
    }

    @Test
    void whatTheOptionsThrowComesOutAndNothingIsLeftOpen() {
        assertThatThrownBy(() -> Syndicate.open("bad-options", c -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(Thread.getAllStackTraces().keySet())
                .noneSatisfy(thread -> assertThat(thread.getName()).contains("bad-options"));
    }

    // ---------------------------------------------------------------- specs and suppliers

    private abstract static class Abstract extends Actor<String> {}

    private final class Inner extends Actor<String> {

        @Override
        protected void process(Message<String> message) {
            syndicate.tell(self(), "uses the outer instance");
        }
    }

    private static final class Greeter extends Actor<String> {

        private final String greeting;

        @SuppressWarnings("unused") // called by reflection
        Greeter(String greeting, int times) {
            this.greeting = greeting.repeat(times);
        }

        @Override
        protected void process(Message<String> message) {
            message.reply(greeting + message.content());
        }
    }

    private static final class Thrower extends Actor<String> {

        @SuppressWarnings("unused") // called by reflection
        Thrower() throws IOException {
            throw new IOException("no such file");
        }

        @Override
        protected void process(Message<String> message) {}
    }

    @Test
    void aClassAndArgumentsMakeAnActor() {
        var actor = syndicate.createActor(ActorSpec.of(Greeter.class, "Hi ", 2));

        assertThat(actor.ask("you", String.class, LONG)).isEqualTo("Hi Hi you");
    }

    @Test
    void anAbstractClassIsRefused() {
        assertThatThrownBy(() -> ActorSpec.of(Abstract.class))
                .isInstanceOf(InvalidActorSpecException.class)
                .hasMessageContainingAll("Abstract", "abstract");
    }

    @Test
    void anInnerClassIsRefusedWithAWayOut() {
        assertThatThrownBy(() -> ActorSpec.of(Inner.class))
                .isInstanceOf(InvalidActorSpecException.class)
                .hasMessageContainingAll("Inner", "static", "supplier");
        assertThat(new Inner()).isNotNull();
    }

    @Test
    void aLocalClassThatNeedsItsOuterInstanceIsRefusedWithAWayOut() {
        class Local extends Actor<String> {
            @Override
            protected void process(Message<String> message) {
                syndicate.tell(self(), "uses the outer instance");
            }
        }
        assertThatThrownBy(() -> ActorSpec.of(Local.class))
                .isInstanceOf(InvalidActorSpecException.class)
                .hasMessageContainingAll("Local", "supplier");
    }

    @Test
    void argumentsThatFitNoConstructorAreRefusedAndNamed() {
        assertThatThrownBy(() -> ActorSpec.of(Greeter.class, "Hi"))
                .isInstanceOf(InvalidActorSpecException.class)
                .hasMessageContainingAll("Greeter", "constructor", "String");
        assertThatThrownBy(() -> ActorSpec.of(Greeter.class, "Hi", null)).isInstanceOf(InvalidActorSpecException.class);
        assertThatThrownBy(() -> ActorSpec.of(Greeter.class, 1, "Hi")).isInstanceOf(InvalidActorSpecException.class);
    }

    @Test
    void aConstructorThatThrowsFailsTheCreationWithThatCause() {
        assertThatThrownBy(() -> syndicate.createActor(ActorSpec.of(Thrower.class)))
                .isInstanceOf(ActorCreationException.class)
                .hasCauseInstanceOf(IOException.class)
                .hasRootCauseMessage("no such file");
    }

    @Test
    void aSupplierThatThrowsFailsTheCreationWithThatCause() {
        assertThatThrownBy(() -> syndicate.createActor(this::throwsChecked))
                .isInstanceOf(ActorCreationException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    private Actor<String> throwsChecked() {
        throw BadInputTest.<RuntimeException>sneakily(new IOException("no such file"));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // lets a supplier throw a checked exception
    private static <X extends Throwable> X sneakily(Throwable thrown) throws X {
        throw (X) thrown;
    }

    @Test
    void aSupplierThatReturnsNullIsRefused() {
        Supplier<Actor<String>> supplier = () -> null;

        assertThatThrownBy(() -> syndicate.createActor(supplier))
                .isInstanceOf(InvalidActorSpecException.class)
                .hasMessageContaining("null");
    }

    @Test
    void aSupplierThatReturnsTheSameInstanceTwiceIsRefusedAndTheFirstActorGoesOn() {
        var instance = new Greeter("Hi ", 1);
        Supplier<Actor<String>> supplier = () -> instance;
        var first = syndicate.createActor(supplier);

        assertThatThrownBy(() -> syndicate.createActor(supplier))
                .isInstanceOf(InvalidActorSpecException.class)
                .hasMessageContaining("already");
        assertThat(first.ask("you", String.class, LONG)).isEqualTo("Hi you");
    }

    @Test
    void aFailedCreationLeavesNoActorBehind() {
        Supplier<Actor<String>> supplier = () -> null;
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> syndicate.createActor(supplier)).isInstanceOf(InvalidActorSpecException.class);
        }
        assertThat(syndicate.close(LONG).complete()).isTrue();
    }

    // ---------------------------------------------------------------- refs and turns

    @Test
    void aRefOfAnotherSyndicateCannotBeStoppedHere() {
        try (var other = Syndicate.open("bad-other")) {
            var stranger = other.createActor(String.class, (context, message) -> message.reply("alive"));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> syndicate.stop(stranger))
                    .withMessageContainingAll(stranger.path(), "bad");
            assertThatIllegalArgumentException().isThrownBy(() -> syndicate.stopAfterQueue(stranger));
            assertThatIllegalArgumentException().isThrownBy(() -> syndicate.awaitStop(stranger, LONG));
            assertThat(stranger.ask("well?", String.class, LONG)).isEqualTo("alive");
        }
    }

    @Test
    void anInboxCannotBeStopped() {
        assertThatIllegalArgumentException().isThrownBy(() -> syndicate.stop(syndicate.ref()));
    }

    @Test
    @SuppressWarnings("unchecked")
    void aRefThatSomebodyElseHasMadeIsRefused() {
        var foreign = (ActorRef<String>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ActorRef.class}, (proxy, method, arguments) -> null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> syndicate.tell(foreign, "hello"))
                .withMessageContaining("Spark");
        assertThatIllegalArgumentException().isThrownBy(() -> syndicate.ask(foreign, "well?", String.class));
        assertThatIllegalArgumentException().isThrownBy(() -> syndicate.stop(foreign));
    }

    @Test
    void aContextUsedOnAnotherThreadThrowsAndNamesTheCall() throws Exception {
        var contexts = new Mail<ActorContext<String>>();
        var actor = syndicate.createActor(String.class, (context, message) -> contexts.put(context));
        actor.tell("give me your context");
        var context = contexts.take();
        record Wish() implements Request<String, String> {}

        assertNotInTurn("tell", () -> context.tell("x", actor));
        assertNotInTurn("ask", () -> context.ask(new Wish(), actor));
        assertNotInTurn("ask", () -> context.ask(new Wish(), actor, LONG));
        assertNotInTurn("createActor", () -> context.createActor(String.class, (c, m) -> {}));
        assertNotInTurn("scheduleAfter", () -> context.scheduleAfter(LONG, "x"));
        assertNotInTurn("scheduleEvery", () -> context.scheduleEvery(LONG, "x"));
        assertNotInTurn("stop", context::stop);
        assertNotInTurn("stop", () -> context.stop(actor));
        assertNotInTurn("stopAfterQueue", () -> context.stopAfterQueue(actor));
        assertNotInTurn("children", context::children);
        assertNotInTurn("parent", context::parent);
        assertThat(context.self()).isEqualTo(actor);
        assertThat(context.path()).isEqualTo(actor.path());
        assertThat(context.syndicate()).isEqualTo(syndicate);
    }

    @Test
    void aContextUsedInTheTurnOfAnotherActorThrows() throws Exception {
        var contexts = new Mail<ActorContext<String>>();
        var first = syndicate.createActor(String.class, (context, message) -> contexts.put(context));
        first.tell("give me your context");
        var stolen = contexts.take();

        assertInTurn(context -> assertNotInTurn("stop", stolen::stop));
    }

    @Test
    void aContextUsedOnAThreadThatAHandlerStartedThrows() throws Exception {
        var outcomes = new Mail<Throwable>();
        var actor = syndicate.createActor(
                String.class,
                (context, message) -> Thread.startVirtualThread(() -> {
                    try {
                        context.stop();
                    } catch (NotInTurnException e) {
                        outcomes.put(e);
                    }
                }));
        actor.tell("go");

        assertThat(outcomes.take()).hasMessageContaining("self().tell");
    }

    @Test
    void theShortcutsInAConstructorThrowAndNameTheWayOut() {
        assertThatThrownBy(() -> syndicate.createActor(TooEarly::new))
                .isInstanceOf(ActorCreationException.class)
                .hasCauseInstanceOf(NotInTurnException.class)
                .hasRootCauseMessage("context() of " + TooEarly.class.getName()
                        + " was called before the actor was started; use preStart()");
    }

    private static final class TooEarly extends Actor<String> {

        TooEarly() {
            stop();
        }

        @Override
        protected void process(Message<String> message) {}
    }

    @Test
    void aRequestThatIsNotTheContentCannotBeReplied() throws Exception {
        record Wish(int number) implements Request<Object, String> {}
        var outcomes = new Mail<Throwable>();
        var actor = syndicate.createActor(Wish.class, (context, message) -> {
            try {
                message.reply(new Wish(2), "to another");
            } catch (IllegalArgumentException e) {
                outcomes.put(e);
            }
        });
        actor.tell(new Wish(1));

        assertThat(outcomes.take()).hasMessageContaining("content");
    }

    @Test
    void aPrimitiveTypeMeansItsWrapper() throws Exception {
        var seen = new Mail<Integer>();
        var actor = syndicate.createActor(int.class, (context, message) -> seen.put(message.content()));

        assertThat(actor.tell(7)).isEqualTo(new Delivery.Accepted());
        assertThat(seen.take()).isEqualTo(7);
    }

    private static void assertNotInTurn(String call, ThrowingCallable use) {
        assertThatThrownBy(use).isInstanceOf(NotInTurnException.class).hasMessageContaining(call + "(");
    }

    private void assertInTurn(Consumer<ActorContext<String>> check) throws Exception {
        var outcomes = new Mail<Throwable>();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            try {
                check.accept(context);
                outcomes.put(new Throwable("fine"));
            } catch (Throwable thrown) {
                outcomes.put(thrown);
            }
        });
        actor.tell("go");
        assertThat(outcomes.take()).hasMessage("fine");
    }
}
