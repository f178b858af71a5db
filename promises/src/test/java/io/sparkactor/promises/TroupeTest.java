package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskFailedException;
import io.sparkactor.AskRefusedException;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.DeadLetter;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Message;
import io.sparkactor.ReplyStream;
import io.sparkactor.SendOptions;
import io.sparkactor.StreamRequest;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import io.sparkactor.testkit.ManualClock;
import io.sparkactor.troupe.GetTroupeStatus;
import io.sparkactor.troupe.Troupe;
import io.sparkactor.troupe.TroupeJob;
import io.sparkactor.troupe.TroupeStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a troupe does with jobs, from their coming to their end. */
@Timeout(60)
class TroupeTest {

    private static final Duration LONG = Duration.ofSeconds(8);

    private final Syndicate syndicate = Syndicate.open("troupe");
    private final Gate gate = new Gate();
    private final Mail<String> begun = new Mail<>();

    @AfterEach
    void close() {
        gate.open();
        syndicate.close(Duration.ZERO);
    }

    /** Notes each job; waits at the gate for one that says so, fails on one that says so, and replies. */
    private ActorSpec<String> worker() {
        return ActorSpec.handling(String.class, (context, message) -> {
            begun.put(message.content());
            if (message.content().startsWith("wait")) {
                gate.awaitStubbornly();
            }
            if (message.content().startsWith("fail")) {
                throw new IOException("no " + message.content());
            }
            message.reply("done " + message.content());
        });
    }

    private TroupeStatus status(ActorRef<String> troupe) {
        return Troupe.control(troupe).ask(new GetTroupeStatus(), LONG);
    }

    private List<DeadLetterReason> reasons() {
        return syndicate.deadLetters().stream().map(DeadLetter::reason).toList();
    }

    @Test
    void eachJobIsRunByOneWorkerAndItsReplyGoesToTheSender() throws Exception {
        var troupe = syndicate.createActor(Troupe.of(worker(), s -> s.max(3)));
        assertThat(troupe.ask("a", String.class, LONG)).isEqualTo("done a");
        syndicate.tell(troupe, "b");
        assertThat(syndicate.receive(LONG).content()).isEqualTo("done b");

        var ledger = Books.settled(syndicate);
        assertThat(ledger.failed() + ledger.deadLettered()).isZero();
        Await.until(
                "both have been counted, which is behind their replies",
                () -> status(troupe).doneJobs() == 2);
    }

    @Test
    void workersAreMadeUpToTheLimitAndTheRestWaitsInOrder() throws Exception {
        var troupe = syndicate.createActor(Troupe.of(worker(), s -> s.max(2).idle(2)));
        for (String job : List.of("wait 1", "wait 2", "3", "4", "5")) {
            troupe.tell(job);
        }
        assertThat(begun.take(2)).containsExactlyInAnyOrder("wait 1", "wait 2");
        Await.until("three wait", () -> status(troupe).pending() == 3);
        assertThat(status(troupe))
                .extracting(TroupeStatus::workers, TroupeStatus::idleWorkers, TroupeStatus::max)
                .containsExactly(2, 0, 2);
        assertThat(Books.settledWith(syndicate, 5).accepted()).isGreaterThanOrEqualTo(5);
        gate.open();

        assertThat(begun.take(3)).containsExactlyInAnyOrder("3", "4", "5");
        Books.settled(syndicate);
        assertThat(status(troupe).workers()).isEqualTo(2);
    }

    @Test
    void theSenderOfAJobIsTheOneWhoSentIt() throws Exception {
        var senders = new Mail<ActorRef<?>>();
        var troupe = syndicate.createActor(
                Troupe.of(ActorSpec.handling(String.class, (context, message) -> senders.put(message.sender()))));
        syndicate.tell(troupe, "hello");

        assertThat(senders.take()).isEqualTo(syndicate.ref());
    }

    @Test
    void headersAndTheIdGoWithTheJob() throws Exception {
        var seen = new Mail<String>();
        var troupe = syndicate.createActor(Troupe.of(ActorSpec.handling(
                String.class,
                (context, message) ->
                        seen.put(message.headers().get("a") + message.id().length()))));
        troupe.tell("x", SendOptions.header("a", "b"));

        assertThat(seen.take()).isEqualTo("b36");
    }

    @Test
    void aFullQueueRefusesTheJobAndHarmsNothing() throws Exception {
        var troupe = syndicate.createActor(Troupe.of(worker(), s -> s.max(1).maxPending(2)));
        var first = troupe.askAsync("wait", String.class, LONG);
        begun.take();
        var waiting = List.of(troupe.askAsync("a", String.class, LONG), troupe.askAsync("b", String.class, LONG));

        assertThatThrownBy(() -> troupe.ask("c", String.class, LONG))
                .isInstanceOfSatisfying(
                        AskRefusedException.class, e -> assertThat(e.reason()).isEqualTo(DeadLetterReason.OVERFLOW));
        troupe.tell("d");
        Await.until("the second refusal", () -> reasons().size() == 2);
        assertThat(reasons()).containsOnly(DeadLetterReason.OVERFLOW);
        assertThat(status(troupe).refusedJobs()).isEqualTo(2);
        gate.open();

        assertThat(first.join()).isEqualTo("done wait");
        assertThat(waiting).extracting(CompletableFuture::join).containsExactly("done a", "done b");
        assertThat(Books.settled(syndicate).deadLettered()).isEqualTo(2);
    }

    @Test
    void aWaitingJobWhoseAskerHasGoneMakesPlaceAndIsNotRun() throws Exception {
        var troupe = syndicate.createActor(Troupe.of(worker(), s -> s.max(1).maxPending(1)));
        troupe.tell("wait");
        begun.take();
        assertThatThrownBy(() -> troupe.ask("gone", String.class, Duration.ofMillis(50)))
                .isInstanceOf(AskTimeoutException.class);
        var next = troupe.askAsync("next", String.class, LONG);
        Await.until("the place is given on", () -> reasons().equals(List.of(DeadLetterReason.ASK_ENDED)));
        gate.open();

        assertThat(next.join()).isEqualTo("done next");
        assertThat(begun.take()).isEqualTo("next");
    }

    @Test
    void aJobWhoseTimeToLiveEndsWhileItWaitsIsNotRun() throws Exception {
        var clock = ManualClock.create();
        try (var timed = Syndicate.open("timed", c -> c.hooks(clock.hooks()))) {
            var troupe = timed.createActor(Troupe.of(worker(), s -> s.max(1)));
            troupe.tell("wait");
            begun.take();
            troupe.tell("late", SendOptions.timeToLive(LONG));
            Await.until("it waits", () -> status(troupe).pending() == 1);
            clock.advance(LONG);
            gate.open();

            Books.settled(timed);
            assertThat(timed.deadLetters()).extracting(DeadLetter::reason).contains(DeadLetterReason.EXPIRED);
            assertThat(begun.all()).isEmpty();
        }
    }

    @Test
    void aJobThatFailsFailsToItsAskerAtOnceAndTheWorkerIsReplaced() {
        var troupe = syndicate.createActor(Troupe.of(worker(), s -> s.max(1).attempts(5)));

        assertThatThrownBy(() -> troupe.ask("fail", String.class, LONG))
                .isInstanceOf(AskFailedException.class)
                .hasRootCauseMessage("no fail");
        assertThat(troupe.ask("next", String.class, LONG)).isEqualTo("done next");
        assertThat(Books.settled(syndicate).failed()).isEqualTo(1);
        assertThat(begun.all()).containsExactly("fail", "next");
    }

    @Test
    void aJobOfAWrongTypeIsDeadLetteredAndItsAskerTold() {
        @SuppressWarnings({"unchecked", "rawtypes"})
        ActorRef<Object> troupe = (ActorRef) syndicate.createActor(Troupe.of(Echo::new));

        assertThatThrownBy(() -> troupe.ask(5, String.class, LONG))
                .isInstanceOfSatisfying(
                        AskRefusedException.class, e -> assertThat(e.reason()).isEqualTo(DeadLetterReason.WRONG_TYPE));
        assertThat(troupe.ask("a", String.class, LONG)).isEqualTo("a");
    }

    private static final class Echo extends Actor<String> {
        @Override
        protected void process(Message<String> message) {
            message.reply(message.content());
        }
    }

    @Test
    void aStopMakesDeadLettersOfWhatIsNotDoneAndTellsTheAskers() throws Exception {
        var troupe = syndicate.createActor(Troupe.of(worker(), s -> s.max(1)));
        var first = troupe.askAsync("wait", String.class, LONG);
        begun.take();
        var second = troupe.askAsync("second", String.class, LONG);
        troupe.tell("third");
        Await.until("two wait", () -> status(troupe).pending() == 2);
        syndicate.stop(troupe);
        gate.open();

        assertThat(first.join()).isEqualTo("done wait"); // it was in hand, and that is not cut short
        assertThatThrownBy(second::join).hasCauseInstanceOf(AskTargetStoppedException.class);
        assertThat(syndicate.awaitStop(troupe, LONG)).isTrue();
        assertThat(Books.settled(syndicate).deadLettered()).isEqualTo(2);
        assertThat(reasons()).containsOnly(DeadLetterReason.ACTOR_STOPPED);
    }

    @Test
    void aCloseFinishesWhatWaitsAndReportsTheRest() throws Exception {
        var troupe = syndicate.createActor(Troupe.of(worker(), s -> s.max(2)));
        IntStream.range(0, 100).forEach(i -> troupe.tell("job " + i));
        var report = syndicate.close(LONG);

        assertThat(report.complete()).as("%s", report).isTrue();
        assertThat(report.ledger().balanced()).isTrue();
        assertThat(begun.take(100)).hasSize(100);
    }

    // ---------------------------------------------------------------- streams

    record Count(int to) implements StreamRequest<Count, Integer, String> {}

    @Test
    void streamsGoThroughATroupe() {
        var troupe = syndicate.createActor(Troupe.of(ActorSpec.handling(Count.class, (context, message) -> {
            var sink = message.stream(message.content());
            IntStream.range(0, message.content().to()).forEach(sink::send);
            sink.complete("end");
        })));
        try (ReplyStream<Integer, String> stream = troupe.askStream(new Count(1000), LONG)) {
            var chunks = new ArrayList<Integer>();
            stream.forEach(chunks::add);
            assertThat(chunks).hasSize(1000).isSorted();
            assertThat(stream.result()).isEqualTo("end");
        }
        Books.settled(syndicate);
    }

    @Test
    void aStreamWhoseWorkerStopsInTheMiddleFailsAndIsNotBegunAgain() {
        var runs = ConcurrentHashMap.<Integer>newKeySet();
        var troupe = syndicate.createActor(Troupe.of(ActorSpec.handling(Count.class, (context, message) -> {
            runs.add(runs.size());
            message.stream(message.content()).send(1);
            Troupe.keep(message);
            context.stop();
        })));
        try (ReplyStream<Integer, String> stream = troupe.askStream(new Count(2), LONG)) {
            assertThatThrownBy(stream::result)
                    .isInstanceOf(AskFailedException.class)
                    .hasMessageContaining("stopped before its job was done");
        }
        assertThat(runs).hasSize(1);
        assertThat(Books.settled(syndicate).failed()).isEqualTo(1);
    }

    // ---------------------------------------------------------------- jobs over several messages

    /** Keeps its job until it has told itself so often as the job says, and counts how many it has at once. */
    private static final class Stepper extends Actor<Object> {

        private final Set<Stepper> busy;
        private TroupeJob<Object> job;
        private int left;

        Stepper(Set<Stepper> busy) {
            this.busy = busy;
        }

        @Override
        protected void process(Message<Object> message) {
            if (message.content() instanceof Integer steps) {
                assertThat(busy.add(this)).isTrue();
                job = Troupe.keep(message);
                left = steps;
                tell("step", self());
            } else if (--left > 0) {
                tell("step", self());
            } else {
                busy.remove(this);
                job.message().reply("took its time");
                job.done();
            }
        }
    }

    @Test
    void aWorkerThatKeepsItsJobOpenGetsNoOtherUntilItIsDone() {
        Set<Stepper> busy = ConcurrentHashMap.newKeySet();
        var troupe = syndicate.createActor(Troupe.of(() -> new Stepper(busy), s -> s.max(2)));
        var replies = IntStream.range(0, 20)
                .mapToObj(i -> troupe.askAsync((Object) 5, String.class, LONG))
                .toList();

        assertThat(replies).allSatisfy(reply -> assertThat(reply.join()).isEqualTo("took its time"));
        Books.settled(syndicate);
        assertThat(Troupe.control(troupe).ask(new GetTroupeStatus(), LONG).doneJobs())
                .isEqualTo(20);
    }

    @Test
    void aJobThatIsKeptMayFailLater() {
        var troupe = syndicate.createActor(Troupe.of(ActorSpec.handling(
                String.class, (context, message) -> Troupe.keep(message).fail(new IOException("later")))));

        assertThatThrownBy(() -> troupe.ask("a", String.class, LONG))
                .isInstanceOf(AskFailedException.class)
                .hasRootCauseMessage("later");
        assertThat(Books.settled(syndicate).failed()).isEqualTo(1);
    }

    @Test
    void theWorkersOfATroupeMayBeTroupes() throws Exception {
        var inner = Troupe.of(worker(), s -> s.max(2));
        var troupe = syndicate.createActor(Troupe.of(inner, s -> s.max(2)));
        var replies = IntStream.range(0, 50)
                .mapToObj(i -> troupe.askAsync("job " + i, String.class, LONG))
                .toList();
        assertThat(replies).allSatisfy(reply -> assertThat(reply.join()).startsWith("done job"));
        assertThatThrownBy(() -> troupe.ask("fail", String.class, LONG)).hasRootCauseMessage("no fail");

        var ledger = Books.settled(syndicate);
        assertThat(ledger.failed()).isEqualTo(1);
        assertThat(ledger.deadLettered()).isZero();
        Await.until(
                "the books of the troupe",
                () -> status(troupe).doneJobs() == 50 && status(troupe).failedJobs() == 1);
    }

    /** Its class does not say what it takes, so an actor finds out when it is given a job. */
    private static final class Deaf extends Actor<String> {
        @Override
        protected void process(Message<String> message) {
            message.reply("done");
        }
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // a job of a wrong type is what this is about
    void aJobThatATroupeInATroupeRefusesCostsNoWorker() {
        var inner = Troupe.of(Deaf::new, s -> s.max(1));
        var troupe = syndicate.createActor(Troupe.of(inner, s -> s.max(1)));
        assertThat(troupe.ask("job", String.class, LONG)).isEqualTo("done");
        Await.until("the inner one is idle", () -> status(troupe).idleWorkers() == 1);

        assertThatThrownBy(() -> ((ActorRef) troupe).ask(5, String.class, LONG))
                .isInstanceOf(AskRefusedException.class)
                .hasMessageContaining("type");
        Await.until("the inner one is idle", () -> status(troupe).idleWorkers() == 1);
        assertThat(status(troupe).reExecutions()).isZero();
        assertThat(troupe.ask("job", String.class, LONG)).isEqualTo("done");
        assertThat(Books.settled(syndicate).deadLettered()).isEqualTo(1);
    }

    @Test
    void anActorThatIsNoTroupeHasNoControl() {
        var plain = syndicate.createActor(Echo::new);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Troupe.control(plain))
                .withMessageContaining("no troupe");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Troupe.of(ActorSpec.of(Echo::new).named("one")))
                .withMessageContaining("name the troupe");
    }
}
