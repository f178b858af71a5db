package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorDiagnostics;
import io.sparkactor.ActorDiagnostics.Activity;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Diagnostics;
import io.sparkactor.Message;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.StreamRequest;
import io.sparkactor.Syndicate;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.testkit.Await;
import io.sparkactor.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a look at a running syndicate finds, and that nothing keeps it from looking. */
@Timeout(60)
class DiagnosticsTest extends DiagnosedSyndicate {

    private record Chunks() implements StreamRequest<Object, String, String> {}

    @Test
    void diagnosticsNameWhatABlockedActorWaitsFor() throws Exception {
        var database = blocked("database");
        var asker = doing("asker", () -> database.ask(new Query(), String.class));
        var reader = doing("reader", () -> database.askStream(new Chunks()).result());
        var receiver = doing("receiver", () -> syndicate.receive(LONG));
        var waiter = doing("waiter", () -> syndicate.awaitStop(database, LONG));

        var searcher = doing("searcher", () -> syndicate.registry().await("nobody", Object.class, LONG));

        assertWaits(asker, "ask(Query)", database.path());
        assertWaits(reader, "ReplyStream", database.path());
        assertWaits(receiver, "receive", syndicate.ref().path());
        assertWaits(waiter, "awaitStop", database.path());
        var search = Objects.requireNonNull(awaitIn(Activity.WAITING, searcher).waiting());
        assertThat(search.call()).isEqualTo("await of spark://shop/nobody");
        assertThat(search.whom()).isNull();
    }

    private void assertWaits(ActorRef<?> actor, String call, String whom) {
        var waiting = Objects.requireNonNull(awaitIn(Activity.WAITING, actor).waiting());
        assertThat(waiting.call()).isEqualTo(call);
        assertThat(waiting.whom()).isEqualTo(whom);
        assertThat(waiting.since()).isBetween(Duration.ZERO, LONG);
        assertThat(waiting.toString()).startsWith(call + " to " + whom + " for ");
    }

    @Test
    void whoeverAnswersIsNamedAfterAForward() throws Exception {
        var database = blocked("database");
        var front =
                syndicate.createActor(ActorSpec.handling(Object.class, (context, message) -> message.forward(database))
                        .named("front"));
        var asker = doing("asker", () -> front.ask(new Query(), String.class));

        awaitActor(
                asker,
                seen -> seen.waiting() != null
                        && database.path().equals(seen.waiting().whom()));
    }

    @Test
    void aHandlerThatSleepsIsToldFromOneThatComputes() throws Exception {
        var sleeping = blocked("sleeping");
        var computing = doing("computing", () -> {
            while (!release.isOpen()) {
                Thread.onSpinWait();
            }
        });

        assertThat(awaitIn(Activity.BLOCKED, sleeping).thread()).startsWith("spark-shop-");
        assertThat(awaitIn(Activity.RUNNING, computing).thread()).startsWith("spark-shop-");
    }

    @Test
    void startingAndIdleActorsAreToldApart() throws Exception {
        var idle = syndicate.createActor(String.class, (context, message) -> {});
        var creator = doing(
                "creator",
                () -> syndicate.createActor(ActorSpec.of(() -> new Actor<String>() {
                            @Override
                            protected void preStart() {
                                release.awaitStubbornly();
                            }

                            @Override
                            protected void process(Message<String> message) {}
                        })
                        .named("starting")));
        awaitIn(Activity.BLOCKED, creator);

        assertThat(find(syndicate.diagnostics(), "spark://shop/starting").activity())
                .isEqualTo(Activity.STARTING);
        assertThat(look(idle).activity()).isEqualTo(Activity.IDLE);
    }

    @Test
    void whoStopsBehindItsChildrenIsStopping() throws Exception {
        var parent = syndicate.createActor(ActorSpec.handling(
                        String.class,
                        (context, message) -> context.createActor(
                                        ActorSpec.handling(String.class, (inner, stay) -> release.awaitStubbornly())
                                                .named("child"))
                                .tell("stay"))
                .named("parent"));
        parent.tell("create");
        Await.until(
                "the child is busy",
                PATIENCE,
                () -> syndicate.diagnostics().actors().stream()
                        .anyMatch(seen -> seen.name().equals("child") && seen.activity() == Activity.BLOCKED));
        syndicate.stop(parent);

        awaitIn(Activity.STOPPING, parent);
    }

    @Test
    void eachActorStandsBehindItsParent() {
        var top = syndicate.createActor(ActorSpec.of(() -> new Family(3)).named("top"));
        syndicate.createActor(ActorSpec.of(() -> new Family(0)).named("other"));

        assertThat(top.path()).isEqualTo("spark://shop/top");
        assertThat(syndicate.diagnostics().actors())
                .extracting(seen -> seen.level() + " " + seen.path())
                .containsExactly(
                        "1 spark://shop/top",
                        "2 spark://shop/top/a",
                        "3 spark://shop/top/a/a",
                        "4 spark://shop/top/a/a/a",
                        "4 spark://shop/top/a/a/b",
                        "3 spark://shop/top/a/b",
                        "4 spark://shop/top/a/b/a",
                        "4 spark://shop/top/a/b/b",
                        "2 spark://shop/top/b",
                        "3 spark://shop/top/b/a",
                        "4 spark://shop/top/b/a/a",
                        "4 spark://shop/top/b/a/b",
                        "3 spark://shop/top/b/b",
                        "4 spark://shop/top/b/b/a",
                        "4 spark://shop/top/b/b/b",
                        "1 spark://shop/other");
    }

    @Test
    void whatWaitsIsCountedForEachActorAndInAll() throws Exception {
        var busy = blocked("busy");
        for (int i = 0; i < 10; i++) {
            busy.tell("more");
        }
        syndicate.ref().tell("for the inbox");
        syndicate.endpoint().ref().tell("for an endpoint");
        Diagnostics diagnostics = syndicate.diagnostics();

        assertThat(find(diagnostics, busy.path()).queued()).isEqualTo(11);
        assertThat(diagnostics.inInboxes()).isEqualTo(2);
        assertThat(diagnostics.ledger().inFlight()).isEqualTo(13);
        assertThat(diagnostics.ledger()).isEqualTo(syndicate.ledger());
        assertThat(diagnostics.scheduler().turns()).isEqualTo(1);
        assertThat(diagnostics.scheduler().workers()).isPositive();
    }

    @Test
    void deadLettersAreCountedByReasonBeyondThoseThatAreKept() {
        var dead = syndicate.createActor(String.class, (context, message) -> {});
        syndicate.stop(dead);
        assertThat(syndicate.awaitStop(dead, LONG)).isTrue();
        for (int i = 0; i < 3000; i++) {
            dead.tell("a letter");
        }

        assertThat(syndicate.diagnostics().deadLetters())
                .containsExactly(Map.entry(DeadLetterReason.ACTOR_STOPPED, 3000L));
    }

    @Test
    void timersAreCounted() {
        var actor = syndicate.createActor(() -> new Actor<String>() {
            @Override
            protected void preStart() {
                scheduleEvery(Duration.ofHours(1), "tick");
                scheduleAfter(Duration.ofHours(1), "tick");
            }

            @Override
            protected void process(Message<String> message) {}
        });

        assertThat(look(actor).timers()).isEqualTo(2);
        assertThat(syndicate.diagnostics().summary()).contains("2 timers");
    }

    @Test
    void theAgeOfAnAskIsExactAndThatOfATellCountsFromTheFirstLook() throws Exception {
        var clock = ManualClock.create();
        try (var timed = Syndicate.open("timed", config -> config.hooks(clock.hooks()))) {
            var asked = new Gate();
            var told = new Gate();
            var askedActor = timed.createActor(Object.class, (context, message) -> {
                asked.open();
                release.awaitStubbornly();
                message.reply("at last");
            });
            var toldActor = timed.createActor(Object.class, (context, message) -> {
                told.open();
                release.awaitStubbornly();
            });
            timed.createActor(Object.class, (context, message) -> askedActor.ask("ask", String.class, LONG))
                    .tell("begin");
            toldActor.tell("tell");
            asked.await();
            told.await();
            clock.advance(Duration.ofSeconds(3));
            Diagnostics first = timed.diagnostics();
            clock.advance(Duration.ofSeconds(4));
            Diagnostics second = timed.diagnostics();
            release.open();

            assertThat(find(first, askedActor.path()).oldest()).isEqualTo(Duration.ofSeconds(3));
            assertThat(find(first, toldActor.path()).oldest()).isEqualTo(Duration.ZERO);
            assertThat(find(second, askedActor.path()).oldest()).isEqualTo(Duration.ofSeconds(7));
            assertThat(find(second, toldActor.path()).oldest()).isEqualTo(Duration.ofSeconds(4));
        }
    }

    @Test
    void howLongAHandlerHasKeptOthersWaitingIsKnownAtTheFirstLook() throws Exception {
        var evicted = new Mail<RuntimeEvent.TurnEvicted>();
        try (var _ = syndicate.subscribe(RuntimeEvent.TurnEvicted.class, evicted::put)) {
            endless(2 * RuntimeHooks.production().defaultProcessors());
            var event = evicted.take();

            assertThat(find(syndicate.diagnostics(), event.path()).oldest()).isGreaterThanOrEqualTo(event.ran());
        }
    }

    @Test
    void endlessHandlersOnEveryCoreDoNotKeepItFromLooking() throws Exception {
        List<ActorRef<Object>> endless = endless(2 * RuntimeHooks.production().defaultProcessors());

        for (ActorRef<Object> ref : endless) {
            assertThat(look(ref).activity()).isEqualTo(Activity.RUNNING);
            assertThat(look(ref).queued()).isEqualTo(1);
        }
    }

    @Test
    void ofAHundredThousandActorsEachIsThereAndTheTextIsShort() throws Exception {
        endless(RuntimeHooks.production().defaultProcessors());
        syndicate.createActor(ActorSpec.of(() -> new Pool(100_000)).named("pool"));
        Diagnostics diagnostics = syndicate.diagnostics();

        assertThat(diagnostics.actors())
                .filteredOn(seen -> seen.actorClass() == Worker.class)
                .hasSize(100_000);
        assertThat(diagnostics.actors()).extracting(ActorDiagnostics::path).doesNotHaveDuplicates();
        assertThat(diagnostics.toString().lines().count()).isLessThanOrEqualTo(100);
        assertThat(diagnostics.toString()).contains("… and 99,980 more of Worker");
        assertThat(diagnostics.summary()).doesNotContain("\n").contains("idle");
    }

    @Test
    void whoComesOrGoesMeanwhileHidesNoSibling() throws Exception {
        var staying = new ArrayList<String>();
        var going = new ArrayList<ActorRef<?>>();
        for (int i = 0; i < 3000; i++) {
            staying.add(syndicate.createActor(Worker::new).path());
            going.add(syndicate.createActor(Worker::new));
        }
        var over = new Gate();
        var crew = Crew.start(1, member -> {
            var leaving = new ArrayDeque<ActorRef<?>>();
            for (int i = 0; !over.isOpen(); i = (i + 1) % going.size()) {
                ActorRef<?> old = going.set(i, syndicate.createActor(Worker::new));
                syndicate.stop(old);
                leaving.add(old);
                if (leaving.size() > 100) {
                    syndicate.awaitStop(leaving.remove(), LONG); // else those that are still to stop become ever more
                }
            }
        });
        for (int i = 0; i < 100; i++) {
            List<String> seen = syndicate.diagnostics().actors().stream()
                    .map(ActorDiagnostics::path)
                    .toList();
            assertThat(seen).doesNotHaveDuplicates();
            assertThat(Set.copyOf(seen).containsAll(staying))
                    .as("whether all that stay are seen")
                    .isTrue();
        }
        over.open();
        crew.join();
    }

    @Test
    void aClosedSyndicateIsStillDiagnosed() {
        syndicate.createActor(Worker::new);
        syndicate.close();
        Diagnostics diagnostics = syndicate.diagnostics();

        assertThat(diagnostics.closed()).isTrue();
        assertThat(diagnostics.actors()).isEmpty();
        assertThat(diagnostics.toString()).startsWith("spark://shop: 0 actors, ");
    }
}
