package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorCreationException;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.ChildExited;
import io.sparkactor.DeadLetter;
import io.sparkactor.ExitReason;
import io.sparkactor.Message;
import io.sparkactor.Signal;
import io.sparkactor.Syndicate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P4 for what is not a message: {@code preStart}, {@code onSignal}, and what parents learn of their children. */
@Timeout(60)
class P4HooksTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final Syndicate syndicate = Syndicate.open("p4-hooks");

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    /** An actor that is made of the given parts. */
    private static final class Made extends Actor<String> {

        /** A part of an actor. */
        @FunctionalInterface
        interface Part<T> {
            void run(Made actor, T argument) throws Exception;
        }

        private final Part<String> onMessage;
        private final Part<Signal> onSignal;

        Made(Part<String> onMessage, Part<Signal> onSignal) {
            this.onMessage = onMessage;
            this.onSignal = onSignal;
        }

        @Override
        protected void process(Message<String> message) throws Exception {
            onMessage.run(this, message.content());
        }

        @Override
        protected void onSignal(Signal signal) throws Exception {
            onSignal.run(this, signal);
        }

        ActorRef<String> child(Part<String> part) {
            return createActor(() -> new Made(part, (actor, signal) -> {}));
        }

        ActorRef<String> childThatFailsOnSignal(RuntimeException cause) {
            return createActor(() -> new Made(
                    (actor, text) ->
                            actor.child((child, order) -> child.finish()).tell("stop"),
                    (actor, signal) -> {
                        throw cause;
                    }));
        }

        ActorRef<String> failingChild() {
            return createActor(() -> new Starter(starter -> {
                throw new IllegalStateException("not today");
            }));
        }

        void finish() {
            stop();
        }
    }

    @Test
    void theParentLearnsThatItsChildFailedAndWhy() throws Exception {
        var signals = new Mail<Signal>();
        var cause = new IllegalStateException("broken");
        var parent = syndicate.createActor(() -> new Made(
                (actor, text) -> actor.child((child, order) -> {
                            throw cause;
                        })
                        .tell("fail"),
                (actor, signal) -> signals.put(signal)));

        parent.tell("create");

        assertThat(signals.take())
                .isInstanceOfSatisfying(
                        ChildExited.class,
                        exited -> assertThat(exited.reason()).isEqualTo(new ExitReason.Failed(cause)));
    }

    @Test
    void aParentGoesOnWhenItsChildHasFailed() throws Exception {
        var signals = new Mail<Signal>();
        var texts = new Mail<String>();
        var parent = syndicate.createActor(() -> new Made(
                (actor, text) -> {
                    texts.put(text);
                    if (text.equals("create")) {
                        actor.child((child, order) -> {
                                    throw new IllegalStateException("broken");
                                })
                                .tell("fail");
                    }
                },
                (actor, signal) -> signals.put(signal)));
        parent.tell("create");
        assertThat(signals.take()).isInstanceOf(ChildExited.class);

        parent.tell("still there");

        assertThat(texts.take(2)).containsExactly("create", "still there");
    }

    @Test
    void anOnSignalThatThrowsStopsItsActorWithThatReason() throws Exception {
        var signals = new Mail<Signal>();
        var cause = new IllegalStateException("broken");
        var top = syndicate.createActor(() -> new Made(
                (actor, text) -> actor.childThatFailsOnSignal(cause).tell("create"),
                (actor, signal) -> signals.put(signal)));

        top.tell("create");

        assertThat(signals.take())
                .isInstanceOfSatisfying(
                        ChildExited.class,
                        exited -> assertThat(exited.reason()).isEqualTo(new ExitReason.Failed(cause)));
    }

    @Test
    void anOnSignalThatThrowsSendsWhatIsQueuedToTheDeadLetters() throws Exception {
        var entered = new Gate();
        var release = new Gate();
        var actor = syndicate.createActor(() -> new Made(
                (self, text) -> self.child((child, order) -> child.finish()).tell("stop"), (self, signal) -> {
                    entered.open();
                    release.await();
                    throw new IllegalStateException("broken");
                }));
        actor.tell("create");
        entered.await();
        actor.tell("behind the signal");
        release.open();

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        Books.settled(syndicate);
        assertThat(syndicate.deadLetters()).extracting(DeadLetter::content).containsExactly("behind the signal");
    }

    @Test
    void aPreStartThatThrowsFailsTheCreationWithItsCause() {
        var cause = new IllegalStateException("not today");

        assertThatThrownBy(() -> syndicate.createActor(() -> new Starter(starter -> {
                    throw cause;
                })))
                .isInstanceOf(ActorCreationException.class)
                .hasCause(cause);
    }

    @Test
    void anErrorInPreStartFailsTheCreationWithItsCause() {
        assertThatThrownBy(() -> syndicate.createActor(() -> new Starter(starter -> {
                    throw new AssertionError("not today");
                })))
                .isInstanceOf(ActorCreationException.class)
                .hasCauseInstanceOf(AssertionError.class);
    }

    @Test
    void aPreStartThatThrowsWhatCannotBePrintedFailsTheCreationAllTheSame() {
        assertThatThrownBy(() -> syndicate.createActor(() -> new Starter(starter -> {
                    throw new Unprintable();
                })))
                .isInstanceOf(ActorCreationException.class);
    }

    private static final class Unprintable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("there is no text");
        }
    }

    @Test
    void aPreStartThatThrowsIsNotFollowedByPostStop() {
        var stopped = new Mail<String>();

        assertThatThrownBy(() -> syndicate.createActor(() -> new Starter(
                        starter -> {
                            throw new IllegalStateException("not today");
                        },
                        () -> stopped.put("postStop"))))
                .isInstanceOf(ActorCreationException.class);
        syndicate.close();
        assertThat(stopped.all()).isEmpty();
    }

    @Test
    void aNameIsFreeAgainWhenPreStartHasThrown() {
        assertThatThrownBy(() -> syndicate.createActor(ActorSpec.<String>of(() -> new Starter(starter -> {
                            throw new IllegalStateException("not today");
                        }))
                        .named("worker")))
                .isInstanceOf(ActorCreationException.class);

        assertThat(syndicate.registry().find("worker", String.class)).isEmpty();
        syndicate.createActor(
                ActorSpec.<String>of(() -> new Starter(starter -> {})).named("worker"));
    }

    @Test
    void childrenThatAFailedPreStartHasMadeAreStopped() {
        var child = new AtomicReference<ActorRef<String>>();

        assertThatThrownBy(() -> syndicate.createActor(() -> new Starter(starter -> {
                    child.set(starter.child("helper", () -> {}));
                    throw new IllegalStateException("not today");
                })))
                .isInstanceOf(ActorCreationException.class);

        assertThat(syndicate.awaitStop(child.get(), LONG)).isTrue();
    }

    @Test
    void namesOfChildrenAreFreeForASecondTryWhenTheFirstPreStartHasThrown() throws Exception {
        var release = new Gate();
        assertThatThrownBy(() -> syndicate.createActor(ActorSpec.<String>of(() -> new Starter(starter -> {
                            starter.child("helper", release::awaitStubbornly); // takes its time to stop
                            throw new IllegalStateException("not today");
                        }))
                        .named("worker")))
                .isInstanceOf(ActorCreationException.class);
        try {
            var second = syndicate.createActor(
                    ActorSpec.<String>of(() -> new Starter(starter -> starter.child("helper", () -> {})))
                            .named("worker"));
            assertThat(syndicate.registry().find("worker", String.class))
                    .hasValueSatisfying(found -> assertThat(found.path()).isEqualTo(second.path()));
        } finally {
            release.open();
        }
    }

    @Test
    void askersOfAnActorWhosePreStartThrowsAreToldAtOnce() throws Exception {
        var published = new Mail<ActorRef<String>>();
        var asked = new Gate();
        var creator = Crew.start(
                1,
                member -> assertThatThrownBy(() -> syndicate.createActor(() -> new Starter(starter -> {
                            published.put(starter.publish());
                            asked.await();
                            throw new IllegalStateException("not today");
                        })))
                        .isInstanceOf(ActorCreationException.class));
        var ask = published.take().askAsync("early", String.class, LONG);
        asked.open();
        creator.join();

        assertThatThrownBy(ask::join).hasCauseInstanceOf(AskTargetStoppedException.class);
    }

    @Test
    void aParentIsNotToldOfTheExitOfAChildThatItNeverGot() throws Exception {
        var signals = new Mail<Signal>();
        var tried = new Gate();
        var parent = syndicate.createActor(() -> new Made(
                (actor, text) -> {
                    if (text.equals("try")) {
                        assertThatThrownBy(() -> actor.failingChild()).isInstanceOf(ActorCreationException.class);
                        actor.child((child, order) -> child.finish()).tell("stop");
                    }
                },
                (actor, signal) -> {
                    signals.put(signal);
                    tried.open();
                }));
        parent.tell("try");
        tried.await();

        assertThat(signals.all()).hasSize(1);
    }

    /** Runs a step in its {@code preStart} and one in its {@code postStop}. */
    private static final class Starter extends Actor<String> {

        /** What happens at the start. */
        @FunctionalInterface
        interface Step {
            void run(Starter starter) throws Exception;
        }

        private final Step atStart;
        private final Runnable atStop;

        Starter(Step atStart) {
            this(atStart, () -> {});
        }

        Starter(Step atStart, Runnable atStop) {
            this.atStart = atStart;
            this.atStop = atStop;
        }

        @Override
        protected void preStart() throws Exception {
            atStart.run(this);
        }

        @Override
        protected void process(Message<String> message) {}

        @Override
        protected void postStop() {
            atStop.run();
        }

        ActorRef<String> child(String name, Runnable whenStopped) {
            return createActor(ActorSpec.<String>of(() -> new Starter(starter -> {}, whenStopped))
                    .named(name));
        }

        ActorRef<String> publish() {
            return self();
        }
    }
}
