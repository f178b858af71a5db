package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorCreationException;
import io.sparkactor.ActorExited;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskCycleException;
import io.sparkactor.AskFailedException;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.Backoff;
import io.sparkactor.ChildExited;
import io.sparkactor.CloseReport;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.DurableTimer;
import io.sparkactor.ExitReason;
import io.sparkactor.Message;
import io.sparkactor.Signal;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.SyndicateClosedException;
import io.sparkactor.TimerHandle;
import io.sparkactor.Watch;
import io.sparkactor.WatchFailed;
import io.sparkactor.WatchReady;
import io.sparkactor.command.Command;
import io.sparkactor.command.CommandAbort;
import io.sparkactor.command.CommandResult;
import io.sparkactor.command.CommandUpdate;
import io.sparkactor.command.RunCommand;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.testkit.Await;
import io.sparkactor.testkit.MemoryTimerStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Where the Python original hangs, dies or forgets, ours does not.
 *
 * <p>Some of its defects have tests elsewhere: overflow policies that are all the same, and senders that wait for ever ({@link
 * P1OverflowTest}, {@link P1BlockTest}); exits that nobody in another system learns of ({@link RemoteMonitorTest}, {@link RemoteLinkTest});
 * figures that are never filled ({@link DiagnosticsTest}); executors that ignore supervision and
 * mailbox policies ({@link ExecutorSupervisionTest}) and lose unfinished work at a stop ({@link ExecutorCloseTest}); pools that run a job
 * twice or for ever ({@link OriginalTroupeDefectsTest}); processes whose crash nobody notices ({@code ProcessDeathTest} in the module
 * {@code process}).
 */
@Timeout(30)
class OriginalDefectsTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final Syndicate syndicate = Syndicate.open("original", c -> c.askTimeout(Duration.ofMillis(300)));

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    /** The original: one failing background task cancels every actor, and no further one can be created. */
    @Test
    void failuresOfOneActorLeaveTheSystemWorking() {
        var subscription = syndicate.subscribe(event -> {
            throw new IllegalStateException("a broken subscriber");
        });
        var alive = syndicate.createActor(String.class, (context, message) -> message.reply("alive"));
        for (int i = 0; i < 20; i++) {
            syndicate.createActor(() -> new Broken(false)).tell("fail");
            assertThatThrownBy(() -> syndicate.createActor(() -> new Broken(true)))
                    .isInstanceOf(ActorCreationException.class);
        }
        assertThat(alive.ask("well?", String.class, LONG)).isEqualTo("alive");
        assertThat(syndicate
                        .createActor(String.class, (context, message) -> message.reply("new"))
                        .ask("well?", String.class, LONG))
                .isEqualTo("new");
        subscription.close();
    }

    /** Fails wherever it can. */
    private static final class Broken extends Actor<String> {

        private final boolean atStart;

        Broken(boolean atStart) {
            this.atStart = atStart;
        }

        @Override
        protected void preStart() {
            if (atStart) {
                throw new IllegalStateException("broken at the start");
            }
            scheduleEvery(Duration.ofMillis(1), "fail");
        }

        @Override
        protected void process(Message<String> message) {
            throw new IllegalStateException("broken at work");
        }

        @Override
        protected void postStop() {
            throw new IllegalStateException("broken at the end");
        }
    }

    /** The original: a constructor that fails during a supervised restart cancels every actor. */
    @Test
    void aRestartThatFailsToConstructEndsThatActorAlone() {
        var alive = syndicate.createActor(String.class, (context, message) -> message.reply("alive"));
        var first = new AtomicBoolean(true);
        var failing = syndicate.createActor(ActorSpec.of(() -> {
                    if (!first.getAndSet(false)) {
                        throw new IllegalStateException("no second one");
                    }
                    return new Broken(false);
                })
                .supervision(Supervision.restart().backoff(Backoff.none()).limit(2, LONG)));

        assertThat(syndicate.awaitStop(failing, LONG)).isTrue();
        assertThat(alive.ask("well?", String.class, LONG)).isEqualTo("alive");
    }

    /** The original: to escalate stops the child, and the parent goes on as if nothing had happened. */
    @Test
    void anEscalatedFailureFailsTheParent() {
        var parent = syndicate.createActor(
                String.class,
                (context, message) -> context.createActor(
                        ActorSpec.of(() -> new Broken(false)).supervision(Supervision.escalate())));
        parent.tell("create");

        assertThat(syndicate.awaitStop(parent, LONG)).isTrue();
    }

    /** The original: the failed message is gone, and its asker waits in vain. */
    @Test
    void aFailedMessageCanBeRetriedWhileItsAskerWaits() {
        var failures = new AtomicInteger(2);
        var actor = syndicate.createActor(ActorSpec.handling(String.class, (context, message) -> {
                    if (failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("not yet");
                    }
                    message.reply("at last");
                })
                .supervision(Supervision.restart().backoff(Backoff.none()).retries(2)));

        assertThat(actor.ask("well?", String.class, LONG)).isEqualTo("at last");
    }

    /** The original: the actor waits for the group that contains itself, for ever. */
    @Test
    void aCloseFromInsideAnActorEndsTheSyndicate() throws Exception {
        var reports = new Mail<CloseReport>();
        var actor = syndicate.createActor(
                String.class, (context, message) -> context.syndicate().close());
        actor.tell("close");
        var closer = Crew.start(1, member -> {
            Await.until("the close begins", syndicate::isClosed);
            reports.put(syndicate.close(LONG));
        });

        assertThat(reports.take().complete()).isTrue();
        closer.join();
    }

    /** The original: calls after the shutdown start actors that at once stop listening. */
    @Test
    void useAfterTheCloseIsRefused() {
        var actor = syndicate.createActor(String.class, (context, message) -> {});
        syndicate.close();

        assertThat(actor.tell("hello")).isEqualTo(new Delivery.Refused(DeadLetterReason.SYNDICATE_CLOSED));
        assertThatThrownBy(() -> syndicate.createActor(String.class, (context, message) -> {}))
                .isInstanceOf(SyndicateClosedException.class);
        assertThatThrownBy(() -> syndicate.receive(LONG)).isInstanceOf(SyndicateClosedException.class);
    }

    /** The original: the asker waits for its time-out, inside actors for ever. */
    @Test
    void theAskerOfAFailedHandlerIsToldAtOnceInsideActorsToo() throws Exception {
        var failing = syndicate.createActor(String.class, (context, message) -> {
            throw new IllegalStateException("broken");
        });
        var outcomes = new Mail<Throwable>();
        var asker = syndicate.createActor(String.class, (context, message) -> {
            try {
                failing.ask("well?", String.class, LONG);
            } catch (AskFailedException e) {
                outcomes.put(e);
            }
        });
        asker.tell("ask it");

        assertThat(outcomes.take()).hasRootCauseMessage("broken");
    }

    /** The original: what is queued is lost without a dead letter, there is no drain and no bound. */
    @Test
    void whatIsQueuedAtAStopIsDeadLetteredOrHandledFirstIfWished() {
        var first = syndicate.createActor(Integer.class, (context, message) -> Thread.sleep(1));
        var second = syndicate.createActor(Integer.class, (context, message) -> Thread.sleep(0, 1_000));
        IntStream.range(0, 50).forEach(first::tell);
        IntStream.range(0, 50).forEach(second::tell);
        syndicate.stop(first);
        syndicate.stopAfterQueue(second);
        assertThat(syndicate.awaitStop(first, LONG)).isTrue();
        assertThat(syndicate.awaitStop(second, LONG)).isTrue();

        var ledger = Books.settled(syndicate);
        assertThat(ledger.processed()).isGreaterThanOrEqualTo(50);
        assertThat(ledger.processed() + ledger.deadLettered()).isEqualTo(100);
    }

    /** The original: {@code tell} inside an actor hides what became of the send. */
    @Test
    void anActorLearnsThatItsTargetIsDead() throws Exception {
        var outcomes = new Mail<Delivery>();
        var dead = syndicate.createActor(String.class, (context, message) -> {});
        syndicate.stop(dead);
        assertThat(syndicate.awaitStop(dead, LONG)).isTrue();
        syndicate
                .createActor(String.class, (context, message) -> outcomes.put(context.tell("hello", dead)))
                .tell("try");

        assertThat(outcomes.take()).isEqualTo(new Delivery.Refused(DeadLetterReason.ACTOR_STOPPED));
    }

    /** The original: 5 s outside, no time-out at all inside. */
    @Test
    void theDefaultTimeOutIsTheSameInsideAndOutside() throws Exception {
        var silent = syndicate.createActor(String.class, (context, message) -> {});
        var outcomes = new Mail<AskTimeoutException>();
        syndicate
                .createActor(String.class, (context, message) -> {
                    try {
                        silent.ask("well?", String.class);
                    } catch (AskTimeoutException e) {
                        outcomes.put(e);
                    }
                })
                .tell("ask it");
        assertThatThrownBy(() -> silent.ask("well?", String.class))
                .isInstanceOfSatisfying(AskTimeoutException.class, outcomes::put);

        assertThat(outcomes.take(2))
                .allSatisfy(failure -> assertThat(failure.elapsed()).isBetween(Duration.ofMillis(300), LONG));
    }

    /** The original: an actor that asks itself waits for ever. */
    @Test
    void anActorThatAsksItselfIsTold() throws Exception {
        var outcomes = new Mail<Throwable>();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            try {
                context.self().ask("well?", String.class, LONG);
            } catch (AskCycleException e) {
                outcomes.put(e);
            }
        });
        actor.tell("ask yourself");

        assertThat(outcomes.take()).hasMessageContaining("wait for each other");
    }

    /** The original: two actors that ask each other wait for ever. */
    @Test
    void twoActorsThatAskEachOtherAreTold() throws Exception {
        var outcomes = new Mail<Throwable>();
        var first = syndicate.createActor(() -> new Mutual(outcomes));
        var second = syndicate.createActor(() -> new Mutual(outcomes));
        first.tell(second);
        second.tell(first);
        Books.settled(syndicate);
        first.tell("ask");

        assertThat(outcomes.take()).isInstanceOf(AskCycleException.class);
    }

    private static final class Mutual extends Actor<Object> {

        private final Mail<Throwable> outcomes;
        private ActorRef<Object> other;

        Mutual(Mail<Throwable> outcomes) {
            this.outcomes = outcomes;
        }

        @Override
        @SuppressWarnings("unchecked")
        protected void process(Message<Object> message) {
            if (message.content() instanceof ActorRef<?> ref) {
                other = (ActorRef<Object>) ref;
                return;
            }
            try {
                message.reply(other.ask("ask", String.class, LONG));
            } catch (AskCycleException e) {
                outcomes.put(e);
                message.reply("broken up");
            }
        }
    }

    /** The original: any message that arrives at the endpoint is taken for the reply, and a refused request is not told. */
    @Test
    void anAskOfAnEndpointTakesItsOwnReplyAlone() {
        try (var endpoint = syndicate.endpoint()) {
            var actor = syndicate.createActor(String.class, (context, message) -> {
                endpoint.ref().tell("something else");
                message.reply("the reply");
            });
            assertThat(endpoint.ask(actor, "well?", String.class, LONG)).isEqualTo("the reply");
            assertThat(endpoint.receive(LONG).content()).isEqualTo("something else");

            syndicate.stop(actor);
            assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
            assertThatThrownBy(() -> endpoint.ask(actor, "well?", String.class, LONG))
                    .isInstanceOf(AskTargetStoppedException.class);
        }
    }

    /** The original: a message that is passed to two actors is changed under their hands. */
    @Test
    void aMessageThatIsForwardedToTwoActorsStaysAsItWas() throws Exception {
        var seen = new Mail<Message<?>>();
        var left = syndicate.createActor(String.class, (context, message) -> seen.put(message));
        var right = syndicate.createActor(String.class, (context, message) -> seen.put(message));
        var splitter = syndicate.createActor(String.class, (context, message) -> {
            message.forward(left);
            message.forward(right);
            seen.put(message);
        });
        syndicate.tell(splitter, "hello");

        assertThat(seen.take(3)).allSatisfy(message -> {
            assertThat(message.content()).isEqualTo("hello");
            assertThat(message.sender()).isEqualTo(syndicate.ref());
        });
    }

    /** The original: to watch an actor that has just ended raises. */
    @Test
    void theExitOfAChildThatEndsAtOnceIsNeverMissed() throws Exception {
        var exits = new Mail<Signal>();
        var parent = syndicate.createActor(() -> new Nursery(exits));
        for (int i = 0; i < 1_000; i++) {
            parent.tell("create");
        }
        assertThat(exits.take(1_000)).allSatisfy(signal -> assertThat(signal).isInstanceOf(ChildExited.class));
    }

    private static final class Nursery extends Actor<String> {

        private final Mail<Signal> exits;

        Nursery(Mail<Signal> exits) {
            this.exits = exits;
        }

        @Override
        protected void process(Message<String> message) {
            createActor(ShortLived::new);
        }

        @Override
        protected void onSignal(Signal signal) {
            exits.put(signal);
        }
    }

    private static final class ShortLived extends Actor<String> {

        @Override
        protected void preStart() {
            stop();
        }

        @Override
        protected void process(Message<String> message) {}
    }

    /** The original: to monitor an actor that has ended raises, and to link with one that ends normally kills. */
    @Test
    void anActorThatHasEndedCanBeMonitoredAndLinked() throws Exception {
        var signals = new Mail<Signal>();
        var gone = syndicate.createActor(ShortLived::new);
        assertThat(syndicate.awaitStop(gone, LONG)).isTrue();
        var watcher = syndicate.createActor(() -> new Actor<ActorRef<?>>() {
            @Override
            protected void process(Message<ActorRef<?>> message) {
                monitor(message.content());
                link(message.content());
                unlink(message.content());
                unmonitor(message.content());
                monitor(message.content());
                link(message.content());
            }

            @Override
            protected void onSignal(Signal signal) {
                signals.put(signal);
            }
        });
        watcher.tell(gone);

        assertThat(signals.take()).isEqualTo(new ActorExited(gone, new ExitReason.Normal()));
        assertThat(watcher.tell(gone).accepted()).isTrue();
    }

    /** The original: timers have no handle and no period. */
    @Test
    void aTimerRepeatsAndCanBeCancelled() throws Exception {
        var ticks = new Mail<String>();
        var handles = new Mail<TimerHandle>();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            if (message.content().equals("start")) {
                handles.put(context.scheduleEvery(Duration.ofMillis(2), "tick"));
            } else {
                ticks.put(message.content());
            }
        });
        actor.tell("start");
        var handle = handles.take();
        ticks.take(3);
        handle.close();

        assertThat(handle.isActive()).isFalse();
        actor.tell("the last");
        var rest = ticks.take();
        while (!rest.equals("the last")) {
            rest = ticks.take();
        }
        Books.settled(syndicate);
        assertThat(ticks.all()).isEmpty();
    }

    /** The original: of two durable timers of one id both fire. Ours: {@link DurableTimersTest} too. */
    @Test
    void aDurableTimerOfTheSameIdTakesThePlaceOfTheFirst() throws Exception {
        try (var run = new DurableRun(RuntimeHooks.production(), new MemoryTimerStore())) {
            var clerk = run.clerk();
            DurableRun.ask(clerk, DurableTimer.class, context -> {
                context.durableTimer("a", Duration.ZERO, "first");
                return context.durableTimer("a", Duration.ofMillis(1), "second");
            });

            assertThat(run.next()).isEqualTo("second");
            Books.settled(run.syndicate);
            assertThat(run.fired.all()).isEmpty();
        }
    }

    /** The original: the write is not awaited, so a crash loses it, and one that comes behind the removal leaves a ghost. */
    @Test
    void aDurableTimerIsInTheStoreWhenItsCallHasReturnedAndLeavesNoGhost() {
        var store = new MemoryTimerStore();
        try (var run = new DurableRun(RuntimeHooks.production(), store)) {
            var clerk = run.clerk();
            int inside = DurableRun.ask(clerk, Integer.class, context -> {
                context.durableTimer("a", Duration.ofDays(1), "hello");
                return store.all().size();
            });
            boolean cancelled = DurableRun.ask(
                    clerk,
                    Boolean.class,
                    context -> context.findDurableTimer("a").orElseThrow().cancel());

            assertThat(inside).isOne();
            assertThat(cancelled).isTrue();
            assertThat(store.all()).isEmpty();
        }
    }

    /** The original: the row is deleted first, so that a crash before or in the handler loses the message. */
    @Test
    void aDurableTimerWhoseHandlerWasCutShortByACrashFiresAgain() throws Exception {
        var store = new MemoryTimerStore();
        var end = new Gate();
        try (var first = new DurableRun(RuntimeHooks.production(), store)) {
            first.handling = message -> end.await();
            DurableRun.ask(
                    first.clerk(), DurableTimer.class, context -> context.durableTimer("a", Duration.ZERO, "hello"));
            first.fired.take();
            try (var second = new DurableRun(RuntimeHooks.production(), store.afterCrash())) {
                second.clerk();
                assertThat(second.next()).isEqualTo("hello");
            }
            end.open();
        }
    }

    /** The original: a payload that cannot be written, or a database that is locked, cancels every actor. */
    @Test
    void aStoreOfTimersThatFailsIsTheFailureOfItsCallerAlone() {
        var store = new MemoryTimerStore();
        try (var run = new DurableRun(RuntimeHooks.production(), store)) {
            var clerk = run.clerk();
            store.fail("database is locked");
            assertThatThrownBy(() -> DurableRun.ask(
                            clerk, DurableTimer.class, context -> context.durableTimer("a", Duration.ZERO, "hello")))
                    .hasRootCauseMessage("database is locked");
            store.fail(null);
            assertThat(run.syndicate.awaitStop(clerk, LONG)).isTrue(); // by its strategy, as after any failure

            assertThat(DurableRun.ask(run.clerk(), String.class, context -> "the next clerk works"))
                    .isEqualTo("the next clerk works");
        }
    }

    /** The original: what the runtime sends overtakes users' messages, and a flood of it starves them. */
    @Test
    void aFloodOfTicksStarvesNoMessage() throws Exception {
        var seen = new Mail<String>();
        var flooded = syndicate.createActor(String.class, (context, message) -> {
            switch (message.content()) {
                case "start" ->
                    IntStream.range(0, 20).forEach(i -> context.scheduleEvery(Duration.ofMillis(1), "tick"));
                case "tick" -> {}
                default -> seen.put(message.content());
            }
        });
        flooded.tell("start");
        List<String> told = IntStream.range(0, 200).mapToObj(Integer::toString).toList();
        told.forEach(flooded::tell);

        assertThat(seen.take(200)).isEqualTo(told);
    }

    private CommandResult run(Command command) {
        return syndicate.createActor(RunCommand::new).ask(command.quiet(), LONG);
    }

    /** The original: all input is written before any output is read, and both pipes are full for ever. */
    @Test
    void aCommandIsReadWhileItsInputIsWritten() {
        String text = "0123456789".repeat(100_000);

        assertThat(run(Command.of("cat").input(text)).stdout()).isEqualTo(text);
    }

    /** The original: a character that the border of two chunks cuts in two becomes two wrong ones. */
    @Test
    void aCharacterThatAChunkCutsComesWhole() throws Exception {
        var news = new Mail<CommandUpdate>();
        var reader = syndicate.createActor(CommandUpdate.class, (context, message) -> news.put(message.content()));
        var gate = new Gate();
        Command command = Command.shell("printf 'a\\303'; read line; printf '\\244'")
                .updates(reader)
                .inputFrom(() -> new SlowInput(gate));
        var result = syndicate.createActor(RunCommand::new).askAsync(command.quiet(), LONG);

        assertThat(news.take()).hasFieldOrPropertyWithValue("text", "a");
        gate.open();
        assertThat(news.take()).hasFieldOrPropertyWithValue("text", "\u00e4");
        assertThat(result.get().success()).isTrue();
    }

    /** The original: each word is quoted, pipes and all. */
    @Test
    void aShellCommandIsInTheLanguageOfTheShell() {
        assertThat(run(Command.shell("printf 'b\\na\\n' | cat && echo $((6 * 7)) > /dev/null || echo c"))
                        .stdout())
                .isEqualTo("b\na\n");
    }

    /** The original: the shell is killed, and what it has started runs on. */
    @Test
    void aCommandThatIsEndedTakesItsTreeAlong() {
        var runner = syndicate.createActor(RunCommand::new);
        String script = "sh -c 'echo $$; sleep 1000 & echo $!; wait' & wait";
        try (var news = runner.askStream(Command.shell(script).quiet(), LONG)) {
            List<Long> pids = Processes.numbers(news, 2);
            runner.tell(new CommandAbort());

            assertThat(news.result().success()).isFalse();
            Processes.awaitEnd(pids);
        }
    }

    /** The original: a descriptor that stays ready floods its actor in front of all messages, and a closed one is never told of. */
    @Test
    void aWatchedChannelThatStaysReadyStarvesNoMessageAndItsFailureIsTold() throws Exception {
        try (var pipes = new Pipes()) {
            var pipe = pipes.open();
            Pipes.write(pipe, "nobody reads this");
            var seen = new Mail<Object>();
            var flooded = syndicate.createActor(() -> new Actor<String>() {
                @Override
                protected void preStart() {
                    watch(Pipes.readable(pipe));
                }

                @Override
                protected void process(Message<String> message) {
                    seen.put(message.content());
                }

                @Override
                protected void onSignal(Signal signal) {
                    if (signal instanceof WatchReady(Watch watch)) {
                        rearm(watch); // and so it is ready again at once
                    } else {
                        seen.put(signal);
                    }
                }
            });
            List<Object> told =
                    IntStream.range(0, 200).<Object>mapToObj(Integer::toString).toList();
            told.forEach(message -> flooded.tell((String) message));
            assertThat(seen.take(200)).isEqualTo(told);
            pipe.source().close();

            assertThat(seen.take()).isInstanceOf(WatchFailed.class);
        }
    }
}
