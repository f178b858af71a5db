package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorExited;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Backoff;
import io.sparkactor.ExitReason;
import io.sparkactor.Mailbox;
import io.sparkactor.Message;
import io.sparkactor.MessageTypeException;
import io.sparkactor.Publication;
import io.sparkactor.Registry;
import io.sparkactor.Signal;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.Topic;
import io.sparkactor.testkit.Await;
import io.sparkactor.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A restart is no exit: names, topics, monitors and links of an actor go on as if nothing were, with and without a bound. */
@Timeout(60)
class RegistryRestartTest {

    private static final Duration LONG = Duration.ofSeconds(8);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Topic<String> NEWS = new Topic<>("news", String.class);

    private final ManualClock clock = ManualClock.create();
    private final Syndicate syndicate = Syndicate.open("registry-restart", c -> c.hooks(clock.hooks()));
    private final Registry registry = syndicate.registry();
    private final Mail<String> handled = new Mail<>();
    private final Mail<Signal> signals = new Mail<>();

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    static List<Mailbox<Object>> mailboxes() {
        return List.of(Mailbox.unbounded(), Mailbox.bounded(1), Mailbox.priority(1, content -> 1));
    }

    private ActorRef<String> service(Mailbox<Object> mailbox) {
        return syndicate.createActor(ActorSpec.handling(String.class, (context, message) -> {
                    if (message.content().equals("fail")) {
                        throw new IllegalStateException("broken");
                    }
                    handled.put(message.content());
                })
                .named("service")
                .mailbox(mailbox)
                .supervision(Supervision.restart().backoff(new Backoff(HOUR, HOUR, 0))));
    }

    private void fail(ActorRef<String> service) {
        service.tell("fail");
        awaitRestarting(service, 0);
    }

    private void awaitRestarting(ActorRef<?> actor, long queued) {
        Restarting.await(syndicate, actor, queued);
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void anActorThatRestartsIsFoundAndAwaitedAtOnce(Mailbox<Object> mailbox) throws Exception {
        var service = service(mailbox);
        fail(service);

        assertThat((Object) registry.find("service", String.class).orElseThrow())
                .isEqualTo(service);
        var found = registry.await("service", String.class, LONG);
        assertThat(found.tell("hello").accepted()).isTrue();
        clock.advance(HOUR);
        assertThat(handled.take()).isEqualTo("hello");
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void itsTypeIsCheckedWhateverItsMailbox(Mailbox<Object> mailbox) {
        var service = service(mailbox);
        assertThat(registry.find("service", String.class)).isPresent();
        assertThatThrownBy(() -> registry.find("service", Integer.class))
                .isInstanceOf(MessageTypeException.class)
                .hasMessageContaining("java.lang.String");
        fail(service);
        assertThatThrownBy(() -> registry.find("service", Object.class)).isInstanceOf(MessageTypeException.class);
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void aMemberOfATopicStaysOneThroughItsRestart(Mailbox<Object> mailbox) throws Exception {
        var service = service(mailbox);
        assertThat(registry.join(NEWS, service)).isTrue();
        fail(service);

        assertThat(registry.publish(NEWS, "snow")).isEqualTo(new Publication(1, 0));
        clock.advance(HOUR);
        assertThat(handled.take()).isEqualTo("snow");
        Books.settled(syndicate);
        syndicate.stop(service);
        assertThat(syndicate.awaitStop(service, LONG)).isTrue();
        assertThat(registry.publish(NEWS, "rain")).isEqualTo(new Publication(0, 0));
    }

    /** Monitors whom it is told of; fails on all else. */
    private final class Watcher extends Actor<Object> {

        @Override
        protected void process(Message<Object> message) {
            if (message.content() instanceof ActorRef<?> ref) {
                monitor(ref);
                handled.put("monitors");
            } else {
                throw new IllegalStateException("broken");
            }
        }

        @Override
        protected void onSignal(Signal signal) {
            signals.put(signal);
        }
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void aMonitorSurvivesTheRestartOfEitherAndSignalsNeedNoPlace(Mailbox<Object> mailbox) throws Exception {
        var service = service(mailbox);
        var watcher = syndicate.createActor(ActorSpec.of(Watcher::new)
                .mailbox(mailbox)
                .supervision(Supervision.restart()
                        .backoff(new Backoff(HOUR, HOUR, 0))
                        .retries(1)));
        watcher.tell(service);
        assertThat(handled.take()).isEqualTo("monitors");
        fail(service);
        Await.until("a place", () -> watcher.tell("fail").accepted());
        awaitRestarting(watcher, 1); // so its mailbox is full
        syndicate.stop(service);
        assertThat(syndicate.awaitStop(service, LONG)).isTrue();
        assertThat(signals.all()).isEmpty();
        clock.advance(HOUR);
        awaitRestarting(watcher, 0);
        clock.advance(HOUR);

        assertThat(signals.take()).isEqualTo(new ActorExited(service, new ExitReason.Normal()));
        Books.settled(syndicate);
        assertThat(signals.all()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void aLinkSurvivesARestartAndEndsTheOneThatRestarts(Mailbox<Object> mailbox) throws Exception {
        var service = service(mailbox);
        var other = syndicate.createActor(ActorSpec.handling(Object.class, (context, message) -> {
            if (message.content() instanceof ActorRef<?> ref) {
                context.link(ref);
                handled.put("links");
            } else {
                throw new IllegalStateException("broken");
            }
        }));
        other.tell(service);
        assertThat(handled.take()).isEqualTo("links");
        fail(service);
        service.tell("queued");
        other.tell("fail");

        assertThat(syndicate.awaitStop(service, LONG)).isTrue();
        assertThat(Books.settled(syndicate).deadLettered()).isEqualTo(1);
        assertThat(registry.find("service", String.class)).isEmpty();
    }
}
