package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskFailedException;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import io.sparkactor.troupe.GetTroupeStatus;
import io.sparkactor.troupe.Routing;
import io.sparkactor.troupe.Troupe;
import io.sparkactor.troupe.TroupeStatus;
import io.sparkactor.troupe.UpdateTroupeSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which worker of a troupe gets a job. */
@Timeout(60)
class TroupeRoutingTest {

    private static final Duration LONG = Duration.ofSeconds(8);

    private final Syndicate syndicate = Syndicate.open("routing");
    private final Mail<Seen> seen = new Mail<>();
    private final Gate gate = new Gate();

    /** A job, and who had it. */
    private record Seen(String job, ActorRef<?> worker) {}

    @AfterEach
    void close() {
        gate.open();
        syndicate.close(Duration.ZERO);
    }

    private ActorRef<String> troupe(Routing<String> routing, int max) {
        return syndicate.createActor(Troupe.of(
                ActorSpec.handling(String.class, (context, message) -> {
                    seen.put(new Seen(message.content(), context.self()));
                    if (message.content().startsWith("wait")) {
                        gate.awaitStubbornly();
                    }
                    if (message.content().startsWith("fail")) {
                        throw new IOException("no");
                    }
                    message.reply(context.path());
                }),
                s -> s.max(max).idle(max).routing(routing)));
    }

    private TroupeStatus status(ActorRef<String> troupe) {
        return Troupe.control(troupe).ask(new GetTroupeStatus(), LONG);
    }

    @Test
    void roundRobinTakesOneAfterTheOther() throws Exception {
        var troupe = troupe(Routing.roundRobin(), 3);
        var order = new ArrayList<String>();
        for (int i = 0; i < 9; i++) {
            order.add(troupe.ask("job", String.class, LONG));
        }
        assertThat(new HashSet<>(order)).hasSize(3);
        assertThat(order.subList(3, 6)).isEqualTo(order.subList(0, 3));
        assertThat(order.subList(6, 9)).isEqualTo(order.subList(0, 3));
    }

    @Test
    void roundRobinLetsAJobWaitForItsWorker() throws Exception {
        var troupe = troupe(Routing.roundRobin(), 2);
        troupe.tell("wait");
        assertThat(troupe.ask("free", String.class, LONG)).isNotNull();
        var behind = troupe.askAsync("behind", String.class, LONG);
        assertThat(troupe.ask("free", String.class, LONG)).isNotNull();
        assertThat(behind).isNotDone();
        assertThat(status(troupe).pending()).isEqualTo(1);
        gate.open();

        assertThat(behind.join()).isNotNull();
    }

    @Test
    void leastBusyTakesTheOneWithTheFewestJobs() throws Exception {
        var troupe = troupe(Routing.leastBusy(), 2);
        troupe.tell("wait");
        ActorRef<?> slow = seen.take().worker();
        for (int i = 0; i < 10; i++) {
            assertThat(troupe.ask("job", String.class, LONG)).isNotEqualTo(slow.path());
            Await.until("it is idle", () -> status(troupe).idleWorkers() == 1);
        }
    }

    @Test
    void aKeyAlwaysGoesToTheSameWorkerInOrder() throws Exception {
        var troupe = troupe(Routing.consistentHash(job -> job.substring(0, 2)), 4);
        for (int i = 0; i < 400; i++) {
            troupe.tell("k" + i % 10 + " " + i);
        }
        var byKey = new HashMap<String, List<Seen>>();
        seen.take(400)
                .forEach(each -> byKey.computeIfAbsent(each.job().substring(0, 2), _ -> new ArrayList<>())
                        .add(each));

        assertThat(byKey).hasSize(10);
        assertThat(byKey.values()).allSatisfy(jobs -> {
            assertThat(jobs.stream().map(Seen::worker).distinct()).hasSize(1);
            assertThat(jobs.stream().map(each -> Integer.parseInt(each.job().substring(3))))
                    .isSorted();
        });
        assertThat(byKey.values().stream().map(jobs -> jobs.getFirst().worker()).distinct())
                .hasSizeGreaterThan(1);
    }

    @Test
    void fewKeysMoveWhenTheTroupeGrows() throws Exception {
        var troupe = troupe(Routing.consistentHash(job -> job), 4);
        Map<String, String> before = places(troupe);
        Troupe.control(troupe).ask(new UpdateTroupeSettings().max(5).idle(5), LONG);
        Map<String, String> after = places(troupe);

        long moved = before.keySet().stream()
                .filter(key -> !before.get(key).equals(after.get(key)))
                .count();
        assertThat(moved).isBetween(1L, 80L); // of 200; a fifth is the least
    }

    private static Map<String, String> places(ActorRef<String> troupe) {
        Map<String, String> places = new HashMap<>();
        IntStream.range(0, 200).forEach(i -> places.put("key" + i, troupe.ask("key" + i, String.class, LONG)));
        return places;
    }

    @Test
    void theWorkerThatReplacesOneTakesOverItsKeysAndItsQueue() throws Exception {
        var troupe = troupe(Routing.consistentHash(_ -> "all"), 3);
        troupe.tell("wait");
        ActorRef<?> first = seen.take().worker();
        var behind = troupe.askAsync("behind", String.class, LONG);
        Await.until("it waits", () -> status(troupe).pending() == 1);
        syndicate.stop(first);
        gate.open();

        assertThat(behind.join()).isNotEqualTo(first.path());
        assertThat(status(troupe).workers()).isEqualTo(1);
    }

    @Test
    void aKeyFunctionThatThrowsFailsItsJobAlone() {
        var troupe = troupe(Routing.consistentHash(job -> Integer.parseInt(job)), 3);

        assertThatThrownBy(() -> troupe.ask("x", String.class, LONG))
                .isInstanceOf(AskFailedException.class)
                .hasRootCauseInstanceOf(NumberFormatException.class);
        assertThat(troupe.ask("5", String.class, LONG)).isNotNull();
    }

    @Test
    void aBroadcastReachesAllWorkersAndIsDoneWhenAllAreThroughWithIt() throws Exception {
        var troupe = troupe(Routing.broadcast(), 4);
        syndicate.tell(troupe, "hello");
        assertThat(IntStream.range(0, 4)
                        .mapToObj(_ -> syndicate.receive(LONG).content())
                        .distinct())
                .hasSize(4);
        assertThat(seen.take(4).stream().map(Seen::worker).distinct()).hasSize(4);

        assertThat(troupe.ask("asked", String.class, LONG)).isNotNull();
        assertThat(seen.take(4)).hasSize(4);
        Await.until("both are done", () -> status(troupe).doneJobs() == 2);
        var ledger = Books.settled(syndicate);
        assertThat(ledger.failed() + ledger.deadLettered()).isZero();
    }

    @Test
    void aBroadcastHasFailedIfOneOfTheWorkersHas() {
        var troupe = troupe(Routing.broadcast(), 3);

        assertThatThrownBy(() -> troupe.ask("fail", String.class, LONG))
                .isInstanceOf(AskFailedException.class)
                .hasRootCauseMessage("no");
        assertThat(Books.settled(syndicate).failed()).isEqualTo(1);
    }

    @Test
    void theFirstToHandleAScatteredJobHasDoneIt() throws Exception {
        var turns = new AtomicInteger();
        var troupe = syndicate.createActor(Troupe.of(
                ActorSpec.handling(String.class, (context, message) -> {
                    seen.put(new Seen(message.content(), context.self()));
                    switch (turns.getAndIncrement()) {
                        case 0 -> throw new IOException("no");
                        case 1 -> gate.awaitStubbornly();
                        default -> message.reply("first");
                    }
                }),
                s -> s.max(3).routing(Routing.scatterGatherFirst())));

        assertThat(troupe.ask("race", String.class, LONG)).isEqualTo("first");
        Await.until("the job is done", () -> status(troupe).doneJobs() == 1);
        gate.open();
        Books.settled(syndicate);
        assertThat(status(troupe).failedJobs()).isZero();
    }

    @Test
    void aScatteredJobHasFailedIfAllHave() {
        var troupe = troupe(Routing.scatterGatherFirst(), 3);

        assertThatThrownBy(() -> troupe.ask("fail", String.class, LONG)).hasRootCauseMessage("no");
        assertThat(Books.settled(syndicate).failed()).isEqualTo(1);
        Await.until("the failure has been counted", () -> status(troupe).failedJobs() == 1);
    }

    @Test
    void aSmallerTroupeGivesTheQueuesOfTheWorkersThatGoToOthers() throws Exception {
        var troupe = troupe(Routing.roundRobin(), 3);
        for (int i = 0; i < 3; i++) {
            troupe.tell("wait");
        }
        seen.take(3);
        var waiting = IntStream.range(0, 6)
                .mapToObj(i -> troupe.askAsync("job " + i, String.class, LONG))
                .toList();
        Await.until("they wait", () -> status(troupe).pending() == 6);
        Troupe.control(troupe).ask(new UpdateTroupeSettings().max(1), LONG);
        gate.open();

        assertThat(waiting).allSatisfy(ask -> assertThat(ask.join()).isNotNull());
        assertThat(waiting.stream().map(ask -> ask.join()).distinct()).hasSize(1);
        Await.until("one is left", () -> status(troupe).workers() == 1);
    }
}
