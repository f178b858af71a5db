package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorRef;
import io.sparkactor.AskException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Endpoint;
import io.sparkactor.Syndicate;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P5: the books add up at every quiet moment, and what is in flight is what waits in the queues. */
@Timeout(60)
class P5LedgerTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final Syndicate syndicate = Syndicate.open("p5");
    private final Gate release = new Gate();

    @AfterEach
    void close() {
        release.open();
        syndicate.close(Duration.ofSeconds(1));
    }

    @Test
    void aNewSyndicateHasEmptyBooks() {
        var ledger = syndicate.ledger();

        assertThat(ledger.balanced()).isTrue();
        assertThat(ledger.offered()).isZero();
    }

    @Test
    void tellsFromOutsideAreCountedOnce() {
        var actor = syndicate.createActor(Integer.class, (context, message) -> {});
        IntStream.range(0, 1_000).forEach(actor::tell);

        var ledger = Books.settled(syndicate);

        assertThat(ledger.offered()).isEqualTo(1_000);
        assertThat(ledger.accepted()).isEqualTo(1_000);
        assertThat(ledger.processed()).isEqualTo(1_000);
    }

    @Test
    void tellsBetweenActorsAreCountedOnce() throws Exception {
        var done = new Gate();
        var actor = syndicate.createActor(Integer.class, (context, message) -> {
            if (message.content() == 0) {
                done.open();
            } else {
                context.self().tell(message.content() - 1);
            }
        });
        actor.tell(999);
        done.await();

        var ledger = Books.settled(syndicate);

        assertThat(ledger.accepted()).isEqualTo(1_000);
        assertThat(ledger.processed()).isEqualTo(1_000);
    }

    @Test
    void anAskCountsItsRequestAndItsReply() {
        var actor = syndicate.createActor(String.class, (context, message) -> message.reply("yes"));
        actor.ask("well?", String.class, LONG);

        var ledger = Books.settled(syndicate);

        assertThat(ledger.accepted()).isEqualTo(2);
        assertThat(ledger.processed()).isEqualTo(2);
    }

    @Test
    void aLateReplyIsCountedAsRefused() {
        var actor = syndicate.createActor(String.class, (context, message) -> {
            release.await();
            message.reply("too late");
        });
        assertThatThrownBy(() -> actor.ask("well?", String.class, Duration.ofMillis(300)))
                .isInstanceOf(AskTimeoutException.class);
        release.open();

        var ledger = Books.settled(syndicate);

        assertThat(ledger.refused()).isEqualTo(1);
        assertThat(syndicate.deadLetters())
                .anySatisfy(letter -> assertThat(letter.reason()).isEqualTo(DeadLetterReason.LATE_REPLY));
    }

    @Test
    void whatWaitsAtABlockedActorIsInFlight() throws Exception {
        var actor = blocked();
        IntStream.rangeClosed(1, 300).forEach(actor::tell);

        assertThat(Books.settledWith(syndicate, 301).accepted()).isEqualTo(301); // the one that is being handled too
        release.open();
        assertThat(Books.settled(syndicate).processed()).isEqualTo(301);
    }

    @Test
    void whatWaitsAtABlockedChildOfAChildIsInFlight() throws Exception {
        var deep = new Mail<ActorRef<String>>();
        var top = syndicate.createActor(
                String.class,
                (context, message) -> context.createActor(
                                String.class,
                                (middle, order) -> deep.put(middle.createActor(String.class, (low, work) -> {
                                    release.await();
                                })))
                        .tell("create"));
        top.tell("create");
        var actor = deep.take();
        IntStream.range(0, 50).forEach(i -> actor.tell("work"));

        assertThat(Books.settledWith(syndicate, 50).processed()).isEqualTo(2);
    }

    @Test
    void whatWaitsInInboxesIsInFlightAndReceivingItProcessesIt() {
        var endpoint = syndicate.endpoint();
        syndicate.ref().tell("one");
        endpoint.ref().tell("two");
        endpoint.ref().tell("three");
        Books.settledWith(syndicate, 3);

        endpoint.receive(LONG);

        assertThat(Books.settledWith(syndicate, 2).processed()).isEqualTo(1);
    }

    @Test
    void anEndpointThatClosesWithMessagesInsideLeavesTheBooksBalanced() {
        var endpoint = syndicate.endpoint();
        IntStream.range(0, 10).forEach(endpoint.ref()::tell);
        endpoint.close();

        assertThat(Books.settled(syndicate).deadLettered()).isEqualTo(10);
    }

    @Test
    void anEndpointThatClosesWhileFourThreadsSendLeavesTheBooksBalanced() {
        for (int round = 0; round < 100; round++) {
            var endpoint = syndicate.endpoint();
            Crew.run(5, member -> {
                if (member == 4) {
                    endpoint.close();
                    return;
                }
                for (int i = 0; i < 20; i++) {
                    endpoint.ref().tell(i);
                }
            });
        }
        assertThat(Books.settled(syndicate).offered()).isEqualTo(8_000);
    }

    @Test
    void aFullInboxLeavesTheBooksBalanced() throws Exception {
        var done = new Gate();
        var inbox = syndicate.ref();
        var flood = syndicate.createActor(Integer.class, (context, message) -> {
            for (int i = 0; i < 100_100; i++) {
                inbox.tell(i);
            }
            done.open();
        });
        flood.tell(0);
        done.await();

        var ledger = Books.settledWith(syndicate, 100_000);

        assertThat(ledger.refused()).isEqualTo(100);
    }

    @Test
    void whatWasAcceptedIsCountedBeforeItIsProcessed() throws Exception {
        var actor = syndicate.createActor(Integer.class, (context, message) -> {});
        var stop = new Gate();
        var looker = Crew.start(1, member -> {
            while (!stop.isOpen()) {
                var ledger = syndicate.ledger();
                assertThat(ledger.processed())
                        .isLessThanOrEqualTo(syndicate.ledger().accepted());
            }
        });
        Crew.run(2, member -> IntStream.range(0, 50_000).forEach(actor::tell));
        stop.open();
        looker.join();
    }

    @Test
    void ticksOfTimersAreCountedAlsoThoseThatWereCancelled() throws Exception {
        var ticks = new Mail<String>();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            if (message.content().equals("start")) {
                context.scheduleAfter(Duration.ZERO, "once");
                var cancelled = context.scheduleAfter(Duration.ZERO, "never");
                var repeated = context.scheduleEvery(Duration.ofMillis(1), "again");
                release.await();
                cancelled.close();
                repeated.close();
            } else {
                ticks.put(message.content());
            }
        });
        actor.tell("start");
        Books.settledWith(syndicate, 4); // the message and a tick of each timer, as at most one waits
        release.open();

        assertThat(ticks.take()).isEqualTo("once");
        assertThat(Books.settled(syndicate).processed()).isEqualTo(4);
        assertThat(ticks.all()).isEmpty();
    }

    @Test
    void aMixOfEverythingEndsBalanced() {
        var random = ThreadLocalRandom.current().nextLong();
        Crew.run(4, member -> mix(new Random(random + member)));
        var ledger = Books.settledWith(syndicate, 0);

        assertThat(ledger.failed()).as("failures with seed %s", random).isPositive();
        assertThat(ledger.refused()).as("refusals with seed %s", random).isPositive();
        assertThat(ledger.deadLettered())
                .as("dead letters with seed %s", random)
                .isPositive();
    }

    /** Tells, asks, fails, stops, schedules, and uses endpoints, as chance has it. */
    private void mix(RandomGenerator random) {
        for (int round = 0; round < 100; round++) {
            var actor = syndicate.createActor(Integer.class, (context, message) -> {
                switch (message.content() % 5) {
                    case 0 -> message.reply("reply");
                    case 1 -> context.self().tell(0);
                    case 2 -> context.scheduleAfter(Duration.ofNanos(random.nextInt(1_000_000)), 4);
                    case 3 -> Thread.sleep(0, 50_000);
                    default -> {}
                }
                if (message.content() == 77) {
                    throw new IllegalStateException("as chance has it");
                }
            });
            try (var endpoint = syndicate.endpoint()) {
                for (int i = 0; i < 20; i++) {
                    send(random, actor, endpoint);
                }
                if (random.nextBoolean()) {
                    actor.tell(77);
                }
                if (random.nextBoolean()) {
                    syndicate.stop(actor);
                }
                actor.tell(3);
            }
        }
    }

    private static void send(RandomGenerator random, ActorRef<Integer> actor, Endpoint endpoint) {
        int number = random.nextInt(50);
        switch (random.nextInt(4)) {
            case 0 -> actor.tell(number);
            case 1 -> endpoint.tell(actor, number);
            case 2 -> {
                var unused = actor.askAsync(number, String.class, Duration.ofMillis(1 + random.nextInt(5)));
            }
            default -> {
                try {
                    actor.ask(number, String.class, Duration.ofNanos(1 + random.nextInt(100_000)));
                } catch (AskException e) {
                    assertThat(e.target()).isEqualTo(actor.path());
                }
            }
        }
    }

    @Test
    void theBooksStayBalancedOverThousandsOfShortLivedActors() {
        for (int i = 0; i < 3_000; i++) {
            var actor = syndicate.createActor(Integer.class, (context, message) -> context.stop());
            actor.tell(1);
            actor.tell(2);
        }
        assertThat(Books.settled(syndicate).offered()).isEqualTo(6_000);
    }

    @Test
    void theBooksOfAClosedSyndicateAreBalanced() {
        var actor = syndicate.createActor(Integer.class, (context, message) -> {});
        IntStream.range(0, 100).forEach(actor::tell);
        var report = syndicate.close(LONG);
        actor.tell(1);

        assertThat(report.ledger().balanced()).isTrue();
        assertThat(syndicate.ledger().balanced()).isTrue();
        assertThat(syndicate.ledger().refused()).isEqualTo(1);
    }

    private ActorRef<Integer> blocked() throws InterruptedException {
        var entered = new Gate();
        ActorRef<Integer> actor = syndicate.createActor(Integer.class, (context, message) -> {
            entered.open();
            release.await();
        });
        actor.tell(0);
        entered.await();
        return actor;
    }
}
