package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskFailedException;
import io.sparkactor.ChildExited;
import io.sparkactor.Directive;
import io.sparkactor.ExitReason;
import io.sparkactor.Message;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Signal;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P4: the strategy decides about the actor that failed, by what was thrown; the asker of the failed message is told at once. */
@Timeout(60)
class P4SupervisionTest {

    private static final Duration LONG = Duration.ofSeconds(8);

    private final Syndicate syndicate = Syndicate.open("p4-supervision");

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    /** Counts in a field; throws what it is sent, if that can be thrown. */
    private static final class Counter extends Actor<Object> {

        private int handled;

        @Override
        protected void process(Message<Object> message) throws Exception {
            if (message.content() instanceof Error error) {
                throw error;
            }
            if (message.content() instanceof Exception exception) {
                throw exception;
            }
            handled++;
            message.reply(handled);
        }
    }

    /** What a parent is told to do. */
    private record Create(ActorSpec<Object> child) {}

    /** Creates a child, replies with its ref, and passes signals on. */
    private static final class Parent extends Actor<Create> {

        private final Mail<Signal> signals;
        private final Supervision forChildren;

        Parent(Mail<Signal> signals, Supervision forChildren) {
            this.signals = signals;
            this.forChildren = forChildren;
        }

        @Override
        protected Supervision childSupervision() {
            return forChildren;
        }

        @Override
        protected void process(Message<Create> message) {
            message.reply(createActor(message.content().child()));
        }

        @Override
        protected void onSignal(Signal signal) {
            signals.put(signal);
        }
    }

    private ActorRef<Object> counter(Supervision supervision) {
        return syndicate.createActor(ActorSpec.of(Counter::new).supervision(supervision));
    }

    @SuppressWarnings("unchecked")
    private static ActorRef<Object> child(ActorRef<Create> parent, ActorSpec<Object> spec) {
        return (ActorRef<Object>) parent.ask(new Create(spec), ActorRef.class, LONG);
    }

    private static void assertAskFails(ActorRef<Object> actor, Throwable thrown) {
        assertThatThrownBy(() -> actor.ask(thrown, Integer.class, LONG))
                .isInstanceOf(AskFailedException.class)
                .cause()
                .isSameAs(thrown);
    }

    @Test
    void underResumeTheStateIsKeptAndTheAskerIsToldAtOnce() {
        var actor = counter(Supervision.resume());
        actor.tell("one");

        assertAskFails(actor, new IOException("no"));

        assertThat(actor.ask("two", Integer.class, LONG)).isEqualTo(2);
    }

    @Test
    void underRestartTheStateIsNewAndTheAskerIsToldAtOnce() {
        var actor = counter(Supervision.restart());
        actor.tell("one");

        assertAskFails(actor, new IOException("no"));

        assertThat(actor.ask("two", Integer.class, LONG)).isEqualTo(1);
    }

    @Test
    void underStopTheActorStops() {
        var actor = counter(Supervision.stop());

        assertAskFails(actor, new IOException("no"));

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
    }

    @Test
    void whatIsQueuedBehindTheFailureIsHandledUnderResumeAndRestart() throws Exception {
        for (Supervision supervision : new Supervision[] {Supervision.resume(), Supervision.restart()}) {
            var entered = new Gate();
            var release = new Gate();
            var seen = new Mail<String>();
            var actor = syndicate.createActor(ActorSpec.handling(String.class, (context, message) -> {
                        if (message.content().equals("fail")) {
                            entered.open();
                            release.await();
                            throw new IOException("no");
                        }
                        seen.put(message.content());
                    })
                    .supervision(supervision));
            actor.tell("fail");
            entered.await();
            actor.tell("second");
            actor.tell("third");
            release.open();

            assertThat(seen.take(2)).containsExactly("second", "third");
        }
        assertThat(Books.settled(syndicate).deadLettered()).isZero();
    }

    @Test
    void theNearestSuperclassOfWhatWasThrownDecides() {
        var supervision = Supervision.stop()
                .on(Exception.class, Directive.RESTART)
                .on(RuntimeException.class, Directive.STOP)
                .on(IllegalStateException.class, Directive.RESUME);

        assertThat(supervision.directiveFor(new IOException())).isEqualTo(Directive.RESTART);
        assertThat(supervision.directiveFor(new UncheckedIOException(new IOException())))
                .isEqualTo(Directive.STOP);
        assertThat(supervision.directiveFor(new IllegalStateException())).isEqualTo(Directive.RESUME);
        assertThat(supervision.directiveFor(new AssertionError())).isEqualTo(Directive.STOP);
    }

    @Test
    void theDecisionByTypeIsObeyed() {
        var actor = counter(Supervision.restart().on(IllegalStateException.class, Directive.RESUME));
        actor.tell("one");

        assertAskFails(actor, new IllegalStateException("no"));
        assertThat(actor.ask("two", Integer.class, LONG)).isEqualTo(2);

        assertAskFails(actor, new IOException("no"));
        assertThat(actor.ask("three", Integer.class, LONG)).isEqualTo(1);
    }

    @Test
    void afterAVirtualMachineErrorTheActorStopsWhateverItsStrategySays() throws Exception {
        var stops = new Mail<RuntimeEvent.ActorStopped>();
        var subscription = syndicate.subscribe(event -> {
            if (event instanceof RuntimeEvent.ActorStopped stopped) {
                stops.put(stopped);
            }
        });
        var error = new InternalError("broken");
        var actor = counter(Supervision.resume().on(InternalError.class, Directive.RESTART));

        assertAskFails(actor, error);

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        assertThat(stops.take().reason()).isEqualTo(new ExitReason.Failed(error));
        subscription.close();
    }

    @Test
    void theStrategyOfTheParentIsTheDefaultOfItsChildren() {
        var parent = syndicate.createActor(() -> new Parent(new Mail<>(), Supervision.resume()));
        var resumed = child(parent, ActorSpec.of(Counter::new));
        var restarted = child(parent, ActorSpec.of(Counter::new).supervision(Supervision.restart()));
        resumed.tell("one");
        restarted.tell("one");

        assertAskFails(resumed, new IOException("no"));
        assertAskFails(restarted, new IOException("no"));

        assertThat(resumed.ask("two", Integer.class, LONG)).isEqualTo(2);
        assertThat(restarted.ask("two", Integer.class, LONG)).isEqualTo(1);
    }

    @Test
    void theDefaultForChildrenDoesNotReachGrandchildren() {
        var parent = syndicate.createActor(() -> new Parent(new Mail<>(), Supervision.resume()));
        @SuppressWarnings({"unchecked", "rawtypes"})
        var middle = (ActorRef<Create>) child(
                parent, (ActorSpec) ActorSpec.of(() -> new Parent(new Mail<>(), Supervision.stop())));
        var grandchild = child(middle, ActorSpec.of(Counter::new));

        assertAskFails(grandchild, new IOException("no"));

        assertThat(syndicate.awaitStop(grandchild, LONG)).isTrue();
    }

    @Test
    void underEscalateTheChildStopsAndTheParentFailsWithTheSameCause() throws Exception {
        var signals = new Mail<Signal>();
        var parents = new Mail<RuntimeEvent.ActorStopped>();
        var cause = new IOException("no");
        var parent = syndicate.createActor(() -> new Parent(signals, Supervision.stop()));
        var child = child(parent, ActorSpec.of(Counter::new).supervision(Supervision.escalate()));
        var subscription = syndicate.subscribe(event -> {
            if (event instanceof RuntimeEvent.ActorStopped stopped
                    && stopped.path().equals(parent.path())) {
                parents.put(stopped);
            }
        });

        assertAskFails(child, cause);

        assertThat(signals.take()).isEqualTo(new ChildExited(child, new ExitReason.Escalated(cause)));
        assertThat(parents.take().reason()).isEqualTo(new ExitReason.Failed(cause));
        subscription.close();
    }

    @Test
    void theStrategyOfTheParentDecidesAboutAnEscalatedFailure() throws Exception {
        var signals = new Mail<Signal>();
        var created = new AtomicInteger();
        var parent = syndicate.createActor(ActorSpec.of(() -> {
                    created.incrementAndGet();
                    return new Parent(signals, Supervision.escalate());
                })
                .supervision(Supervision.restart()));
        var child = child(parent, ActorSpec.of(Counter::new));
        var sibling = child(parent, ActorSpec.of(Counter::new));

        assertAskFails(child, new IOException("no"));

        assertThat(syndicate.awaitStop(sibling, LONG)).isTrue(); // children go with the instance that made them
        assertThat(child(parent, ActorSpec.of(Counter::new)).ask("one", Integer.class, LONG))
                .isEqualTo(1);
        assertThat(created).hasValue(2);
    }

    @Test
    void aFailureEscalatesThroughSeveralParents() throws Exception {
        var signals = new Mail<Signal>();
        var cause = new IOException("no");
        var top = syndicate.createActor(
                ActorSpec.of(() -> new Parent(signals, Supervision.escalate())).supervision(Supervision.resume()));
        @SuppressWarnings({"unchecked", "rawtypes"})
        var middle = (ActorRef<Create>) child(
                top, (ActorSpec) ActorSpec.of(() -> new Parent(new Mail<>(), Supervision.escalate())));
        var bottom = child(middle, ActorSpec.of(Counter::new));

        assertAskFails(bottom, cause);

        assertThat(signals.take()).isEqualTo(new ChildExited(middle, new ExitReason.Escalated(cause)));
        assertThat(child(top, ActorSpec.of(Counter::new)).ask("one", Integer.class, LONG))
                .isEqualTo(1);
    }

    @Test
    void theSyndicateGoesOnWhenATopLevelActorEscalates() throws Exception {
        var escalated = new Mail<RuntimeEvent>();
        var subscription = syndicate.subscribe(event -> {
            if (event instanceof RuntimeEvent.FailureEscalated) {
                escalated.put(event);
            }
        });
        var cause = new IOException("no");
        var actor = counter(Supervision.escalate());

        assertAskFails(actor, cause);

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        assertThat(escalated.take()).isEqualTo(new RuntimeEvent.FailureEscalated(actor.path(), cause));
        assertThat(counter(Supervision.stop()).ask("one", Integer.class, LONG)).isEqualTo(1);
        subscription.close();
    }

    @Test
    void whatOnSignalThrowsIsJudgedByTheSameStrategy() {
        var parent = syndicate.createActor(ActorSpec.of(() -> new Actor<Create>() {
                    private int children;

                    @Override
                    protected void process(Message<Create> message) {
                        children++;
                        createActor(message.content().child()).tell(new IOException("no"));
                        message.reply(children);
                    }

                    @Override
                    protected void onSignal(Signal signal) {
                        throw new IllegalStateException("cannot bear it");
                    }
                })
                .accepting(Create.class)
                .supervision(Supervision.resume()));

        assertThat(parent.ask(new Create(ActorSpec.of(Counter::new)), Integer.class, LONG))
                .isEqualTo(1);
        Books.settled(syndicate);
        assertThat(parent.ask(new Create(ActorSpec.of(Counter::new)), Integer.class, LONG))
                .isEqualTo(2);
    }

    @Test
    void aResumeIsPublished() throws Exception {
        var events = new Mail<RuntimeEvent>();
        var subscription = syndicate.subscribe(event -> {
            if (!(event instanceof RuntimeEvent.AskFailed)) { // the asker tells of that, at any moment
                events.put(event);
            }
        });
        var cause = new IOException("no");
        var actor = counter(Supervision.resume());

        assertAskFails(actor, cause);

        assertThat(events.take(3))
                .containsExactly(
                        new RuntimeEvent.ActorStarted(actor.path()),
                        new RuntimeEvent.HandlerFailed(actor.path(), IOException.class, cause),
                        new RuntimeEvent.ActorResumed(actor.path(), cause));
        subscription.close();
    }

    @Test
    void impossibleStrategiesAreRefused() {
        assertThatThrownBy(() -> Supervision.restart().retries(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Supervision.restart().parking(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Supervision.restart().limit(-1, LONG)).hasMessageContaining("restarts");
        assertThatThrownBy(() -> Supervision.restart().limit(1, Duration.ZERO)).hasMessageContaining("period");
    }
}
