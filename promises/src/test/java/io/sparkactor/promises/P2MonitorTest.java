package io.sparkactor.promises;

import static io.sparkactor.promises.Puppet.checkAlive;
import static io.sparkactor.promises.Puppet.order;
import static io.sparkactor.promises.Puppet.orderAndGoOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorExited;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskFailedException;
import io.sparkactor.Backoff;
import io.sparkactor.ExitReason;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P2: who monitors an actor learns once that it has stopped and why, behind all that it had sent. */
@Timeout(60)
class P2MonitorTest {

    private static final Duration LONG = Duration.ofSeconds(8);

    private final Syndicate syndicate = Syndicate.open("p2-monitor");
    private final Mail<Object> seen = new Mail<>();

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    private ActorRef<Object> watcher() {
        return syndicate.createActor(() -> new Puppet(seen));
    }

    /** An actor that fails on "fail" and stops on "stop". */
    private static ActorRef<String> target(Syndicate home) {
        return home.createActor(String.class, (context, message) -> {
            switch (message.content()) {
                case "fail" -> throw new IOException("no");
                case "stop" -> context.stop();
                default -> message.reply("alive");
            }
        });
    }

    @Test
    void theExitIsToldWithItsReason() throws Exception {
        var watcher = watcher();
        var stopping = target(syndicate);
        var failing = target(syndicate);
        order(watcher, self -> self.watch(stopping).watch(failing));
        stopping.tell("stop");

        assertThat(seen.take()).isEqualTo(new ActorExited(stopping, new ExitReason.Normal()));
        failing.tell("fail");
        assertThat(seen.take())
                .isInstanceOfSatisfying(
                        ActorExited.class, exited -> assertThat(exited.reason()).isInstanceOf(ExitReason.Failed.class));
    }

    @Test
    void theExitComesBehindAllThatTheActorHasSentBefore() throws Exception {
        for (int round = 0; round < 100; round++) {
            var watcher = watcher();
            var talker = syndicate.createActor(Integer.class, (context, message) -> {
                for (int i = 0; i < message.content(); i++) {
                    context.tell(i, watcher);
                }
                context.stop();
            });
            order(watcher, self -> self.watch(talker));
            talker.tell(20);

            List<Object> expected = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                expected.add(i);
            }
            expected.add(new ActorExited(talker, new ExitReason.Normal()));
            assertThat(seen.take(21)).isEqualTo(expected);
        }
    }

    @Test
    void theExitOfAnActorThatHasStoppedAlreadyIsToldAtOnceWithItsReason() throws Exception {
        var target = target(syndicate);
        target.tell("fail");
        assertThat(syndicate.awaitStop(target, LONG)).isTrue();
        order(watcher(), self -> self.watch(target));

        assertThat(seen.take())
                .isInstanceOfSatisfying(
                        ActorExited.class, exited -> assertThat(exited.reason()).isInstanceOf(ExitReason.Failed.class));
    }

    @Test
    void theExitOfAnActorThatJustStopsIsToldExactlyOnce() throws Exception {
        var watcher = watcher();
        for (int round = 0; round < 1_000; round++) {
            var target = target(syndicate);
            target.tell("stop");
            orderAndGoOn(watcher, self -> self.watch(target));
            assertThat(seen.take()).isEqualTo(new ActorExited(target, new ExitReason.Normal()));
        }
        checkAlive(watcher);
        assertThat(seen.all()).isEmpty();
    }

    @Test
    void monitoringTwiceTellsOnceAndMonitoringOneselfTellsNothing() throws Exception {
        var watcher = watcher();
        var target = target(syndicate);
        order(watcher, self -> self.watch(target).watch(target).watch(watcher));
        syndicate.stop(target);

        assertThat(seen.take()).isEqualTo(new ActorExited(target, new ExitReason.Normal()));
        checkAlive(watcher);
        assertThat(seen.all()).isEmpty();
    }

    @Test
    void afterUnmonitorNothingIsToldNotEvenWhatIsQueued() throws Exception {
        var watcher = watcher();
        var target = target(syndicate);
        order(watcher, self -> {
            self.watch(target);
            syndicate.stop(target);
            assertThat(syndicate.awaitStop(target, LONG)).isTrue(); // so its exit is queued behind this message
            self.unwatch(target);
        });
        checkAlive(watcher);

        assertThat(seen.all()).isEmpty();
    }

    @Test
    void aMonitorSurvivesTheRestartOfTheWatcherAndOfTheWatched() throws Exception {
        var restart = Supervision.restart().backoff(Backoff.none());
        var watcher = syndicate.createActor(ActorSpec.of(() -> new Puppet(seen)).supervision(restart));
        var target = syndicate.createActor(
                ActorSpec.of(() -> new Puppet(new Mail<>())).supervision(restart));
        order(watcher, self -> self.watch(target));
        watcher.tell(new IOException("watcher"));
        target.tell(new IOException("watched"));
        checkAlive(watcher);
        checkAlive(target);
        assertThat(seen.all()).isEmpty(); // a restart is no exit
        syndicate.stop(target);

        assertThat(seen.take()).isEqualTo(new ActorExited(target, new ExitReason.Normal()));
    }

    @Test
    void anActorOfAnotherSyndicateCanBeMonitored() throws Exception {
        var watcher = watcher();
        ActorRef<String> closing;
        try (var other = Syndicate.open("p2-monitor-other")) {
            var stopping = target(other);
            closing = target(other);
            order(watcher, self -> self.watch(stopping).watch(closing));
            stopping.tell("stop");
            assertThat(seen.take()).isEqualTo(new ActorExited(stopping, new ExitReason.Normal()));
        }
        assertThat(seen.take()).isEqualTo(new ActorExited(closing, new ExitReason.SyndicateClosed()));
        order(watcher, self -> self.watch(closing));
        assertThat(seen.take()).isEqualTo(new ActorExited(closing, new ExitReason.SyndicateClosed()));
    }

    @Test
    void aWatcherOfAClosedSyndicateDoesNotTroubleTheWatched() {
        var target = target(syndicate);
        try (var other = Syndicate.open("p2-monitor-other")) {
            var watcher = other.createActor(() -> new Puppet(seen));
            order(watcher, self -> self.watch(target));
        }
        assertThat(target.ask("well?", String.class, LONG)).isEqualTo("alive");
        syndicate.stop(target);

        assertThat(syndicate.awaitStop(target, LONG)).isTrue();
    }

    @Test
    void anInboxCannotBeMonitored() {
        assertThatThrownBy(() -> order(watcher(), self -> self.watch(syndicate.ref())))
                .isInstanceOf(AskFailedException.class)
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasStackTraceContaining("is not an actor");
    }

    @Test
    void aCrashLoopThatHasEndedIsToldAsSuch() throws Exception {
        var target = syndicate.createActor(ActorSpec.of(() -> new Puppet(new Mail<>()))
                .supervision(Supervision.restart().limit(0, LONG)));
        order(watcher(), self -> self.watch(target));
        target.tell(new IOException("no"));

        assertThat(seen.take())
                .isInstanceOfSatisfying(
                        ActorExited.class,
                        exited -> assertThat(exited.reason()).isInstanceOf(ExitReason.RestartedTooOften.class));
    }
}
