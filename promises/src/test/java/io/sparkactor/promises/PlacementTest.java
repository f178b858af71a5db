package io.sparkactor.promises;

import static io.sparkactor.promises.Confederates.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorExited;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskFailedException;
import io.sparkactor.ExitReason;
import io.sparkactor.Mailbox;
import io.sparkactor.Message;
import io.sparkactor.Placement;
import io.sparkactor.PlacementException;
import io.sparkactor.PlacementException.Reason;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.SystemId;
import io.sparkactor.promises.Confederates.Painter;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Actors that are placed in other systems. */
@Timeout(60)
class PlacementTest {

    private final Confederates all = new Confederates();
    private final Syndicate left = all.open("left", f -> f.host(Painter.class));
    private final Syndicate right = all.open(
            "right",
            f -> f.capability("gpu", true)
                    .capability("zone", "west")
                    .host(Painter.class, Slow.class, Choosy.class)
                    .mostPlaced(4));

    @AfterEach
    void close() {
        all.close();
    }

    /** Takes its time to begin. */
    static final class Slow extends Actor<String> {
        static final Gate GATE = new Gate();

        @Override
        protected void preStart() {
            GATE.awaitStubbornly();
        }

        @Override
        protected void process(Message<String> message) {}
    }

    /** Does not want to begin. */
    static final class Choosy extends Actor<String> {
        @Override
        protected void preStart() {
            throw new IllegalStateException("not today");
        }

        @Override
        protected void process(Message<String> message) {}
    }

    private static SystemId home(ActorRef<?> ref) {
        return ref.id().systemId();
    }

    private static void assertRefused(
            Reason reason, String text, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        PlacementException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(text);
    }

    @Test
    void anActorIsPlacedWhereAllIsThatItRequires() {
        join(left, right);
        ActorRef<String> far = left.createActor(Painter.withGpu("blue"), Placement.auto());

        assertThat(home(far)).isEqualTo(right.systemId());
        assertThat(far.ask("?", String.class)).isEqualTo("right paints it blue");
        assertThat(left.createActor(Painter.in("red"), Placement.auto()).ask("?", String.class))
                .isEqualTo("left paints it red");
        assertThat(left.createActor(Painter.in("red"), Placement.on(right.systemId()))
                        .ask("?", String.class))
                .isEqualTo("right paints it red");
        assertThat(left.createActor(Painter.withGpu("grey"), Placement.local()).ask("?", String.class))
                .isEqualTo("left paints it grey");
        assertThat(home(right.createActor(Painter.withGpu("green"), Placement.auto())))
                .isEqualTo(right.systemId());
        assertThat(home(right.createActor(Painter.withGpu("green"), Placement.on(right.systemId()))))
                .isEqualTo(right.systemId());
    }

    @Test
    void aPlacedActorIsAsAnyOfAnotherSystem() throws Exception {
        join(left, right);
        ActorRef<String> far = left.createActor(Painter.withGpu("blue").named("painter"), Placement.auto());
        Mail<ExitReason> exits = new Mail<>();
        left.createActor(() -> new Watcher(far, exits));

        assertThat(right.registry().find("painter", String.class)).isPresent();
        assertThatThrownBy(() -> far.ask("fail", String.class)).isInstanceOf(AskFailedException.class);
        assertThat(exits.take()).isInstanceOf(ExitReason.Failed.class);
        ActorRef<String> other = left.createActor(Painter.withGpu("red"), Placement.auto());
        left.createActor(() -> new Watcher(other, exits));
        left.stop(other);
        assertThat(exits.take()).isInstanceOf(ExitReason.Normal.class);
    }

    private static final class Watcher extends Actor<String> {
        private final ActorRef<String> watched;
        private final Mail<ExitReason> exits;

        Watcher(ActorRef<String> watched, Mail<ExitReason> exits) {
            this.watched = watched;
            this.exits = exits;
        }

        @Override
        protected void preStart() {
            monitor(watched);
        }

        @Override
        protected void process(Message<String> message) {}

        @Override
        protected void onSignal(io.sparkactor.Signal signal) {
            if (signal instanceof ActorExited(ActorRef<?> actor, ExitReason reason)) {
                assertThat(actor).isEqualTo(watched);
                exits.put(reason);
            }
        }
    }

    @Test
    void itIsToldWhatIsMissingWhere() {
        Syndicate third = all.open("third", f -> f.capability("gpu", true));
        join(left, right);
        join(left, third);

        assertRefused(
                Reason.NO_MEMBER,
                "left lacks gpu=true and zone=east; right lacks zone=east; third lacks zone=east," + " does not host "
                        + Painter.class.getName(),
                () -> left.createActor(Painter.withGpu("blue").requiring("zone", "east"), Placement.auto()));
        assertRefused(
                Reason.MISSING_CAPABILITY,
                "right lacks cores=4",
                () -> left.createActor(Painter.in("blue").requiring("cores", 4), Placement.on(right.systemId())));
        assertRefused(
                Reason.MISSING_CAPABILITY,
                "left lacks gpu=true",
                () -> left.createActor(Painter.withGpu("blue"), Placement.on(left.systemId())));
        assertRefused(
                Reason.UNKNOWN_MEMBER,
                "[right, third]",
                () -> left.createActor(Painter.in("blue"), Placement.on(SystemId.ofName("elsewhere"))));
    }

    @Test
    void onlyHostedClassesArePlaced() {
        join(left, right);
        assertRefused(
                Reason.NOT_HOSTED,
                "f.host(Unlisted.class)",
                () -> left.createActor(ActorSpec.of(Unlisted.class), Placement.on(right.systemId())));
        assertThat(Unlisted.made).isFalse();
        assertThat(right.federation().members().getLast().placed()).isZero();
    }

    static final class Unlisted extends Actor<String> {
        static volatile boolean made;

        Unlisted() {
            made = true;
        }

        @Override
        protected void process(Message<String> message) {}
    }

    @Test
    void whatCannotTravelIsRefusedHere() {
        join(left, right);
        Placement there = Placement.on(right.systemId());
        assertRefused(
                Reason.NOT_PORTABLE,
                "supplier or a lambda",
                () -> left.createActor(ActorSpec.of(() -> new Painter("blue")), there));
        assertRefused(
                Reason.NOT_PORTABLE,
                "supplier or a lambda",
                () -> left.createActor(
                        ActorSpec.handling(String.class, (context, message) -> {})
                                .requiring("gpu", true),
                        Placement.auto()));
        assertRefused(
                Reason.NOT_PORTABLE,
                "mailbox",
                () -> left.createActor(Painter.in("blue").mailbox(Mailbox.bounded(1)), there));
        assertRefused(
                Reason.NOT_PORTABLE,
                "supervision",
                () -> left.createActor(Painter.in("blue").supervision(Supervision.resume()), there));
        assertRefused(
                Reason.NOT_PORTABLE,
                "type",
                () -> left.createActor(Painter.in("blue").accepting(String.class), there));
    }

    @Test
    void whatGoesWrongThereIsToldHere() {
        join(left, right);
        Placement there = Placement.on(right.systemId());
        left.createActor(Painter.in("blue").named("one"), there);

        assertRefused(
                Reason.NAME_TAKEN,
                "one",
                () -> left.createActor(Painter.in("blue").named("one"), there));
        assertRefused(Reason.CREATION_FAILED, "not today", () -> left.createActor(ActorSpec.of(Choosy.class), there));
        all.network.refuse(io.sparkactor.DeadLetterReason.NOT_ENCODABLE);
        assertRefused(Reason.NOT_ENCODABLE, "allow", () -> left.createActor(Painter.in("blue"), there));
        all.network.refuse(io.sparkactor.DeadLetterReason.OVERFLOW);
        assertRefused(Reason.UNREACHABLE, "right", () -> left.createActor(Painter.in("blue"), there));
        all.network.refuse(null);
    }

    @Test
    void aMemberHostsSoManyAndNoMore() {
        join(left, right);
        Placement there = Placement.on(right.systemId());
        List<ActorRef<String>> placed = List.of(
                left.createActor(Painter.in("a"), there),
                left.createActor(Painter.in("b"), there),
                left.createActor(Painter.in("c"), there),
                left.createActor(Painter.in("d"), there));

        assertRefused(Reason.AT_CAPACITY, "4 actors", () -> left.createActor(Painter.in("e"), there));
        left.stop(placed.getFirst());
        Await.until(
                "one has gone",
                () -> right.federation().member(right.systemId()).orElseThrow().placed() == 3);
        assertThat(left.createActor(Painter.in("f"), there).ask("?", String.class))
                .endsWith("f");
    }

    /** Who makes an actor may end behind the answer, and even behind the next order. */
    @Test
    void anActorTakesOnePlaceOnly() {
        join(left, right);
        Gate over = new Gate();
        all.network.keepSender(
                message -> message.content() instanceof Map<?, ?> words && words.containsValue("placed"), over);
        Placement there = Placement.on(right.systemId());
        try {
            for (int i = 0; i < 4; i++) {
                left.createActor(Painter.in("a"), there);
            }
            assertRefused(Reason.AT_CAPACITY, "4 actors", () -> left.createActor(Painter.in("e"), there));
        } finally {
            over.open();
        }
    }

    @Test
    void theMemberWithTheFewestTakesTheNext() {
        Syndicate third = all.open("third", f -> f.capability("gpu", true).host(Painter.class));
        join(left, right);
        join(left, third);

        List<String> homes = java.util.stream.IntStream.range(0, 6)
                .mapToObj(i -> left.createActor(Painter.withGpu("x"), Placement.auto()))
                .map(ref -> ref.ask("?", String.class))
                .toList();

        assertThat(homes).filteredOn(home -> home.startsWith("right")).hasSize(3);
        assertThat(homes).filteredOn(home -> home.startsWith("third")).hasSize(3);
    }

    @Test
    void whoIsFullOrHasChangedIsPassedBy() {
        Syndicate third = all.open(
                "third", f -> f.capability("gpu", true).host(Painter.class).mostPlaced(0));
        join(left, right);
        join(left, third);

        for (int i = 0; i < 4; i++) {
            assertThat(left.createActor(Painter.withGpu("x"), Placement.auto()).ask("?", String.class))
                    .startsWith("right");
        }
        assertRefused(Reason.AT_CAPACITY, "", () -> left.createActor(Painter.withGpu("x"), Placement.auto()));
    }

    /** What the constructor or preStart waits for is no affair of the members. */
    @Test
    void aSlowStartHoldsUpNobody() throws Exception {
        join(left, right);
        Mail<ActorRef<String>> placed = new Mail<>();
        Thread waiting = Thread.startVirtualThread(
                () -> placed.put(left.createActor(ActorSpec.of(Slow.class), Placement.on(right.systemId()))));

        Await.until("it begins", () -> right.diagnostics().toString().contains("Slow"));
        assertThat(left.createActor(Painter.withGpu("blue"), Placement.auto()).ask("?", String.class))
                .isEqualTo("right paints it blue");
        Slow.GATE.open();
        assertThat(home(placed.take())).isEqualTo(right.systemId());
        waiting.join();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTiedActorEndsWithTheMembershipOfItsOwnerAndOthersLiveOn(boolean named) {
        Syndicate owner = all.open("owner", f -> {});
        join(owner, right);
        Placement.On there = Placement.on(right.systemId());
        owner.createActor(
                Painter.withGpu("a").named("tied"),
                named ? there.tied() : Placement.auto().tied());
        owner.createActor(Painter.withGpu("b").named("free"), named ? there : Placement.auto());

        owner.close(Duration.ZERO);

        Await.until(
                "the tied one ends",
                () -> right.registry().find("tied", String.class).isEmpty());
        assertThat(right.registry().find("free", String.class)).isPresent();
    }

    @Test
    void anActorMayPlaceActors() {
        join(left, right);
        ActorRef<String> foreman = left.createActor(
                String.class,
                (context, message) -> message.reply(context.syndicate()
                        .createActor(Painter.withGpu(message.content()), Placement.auto())
                        .ask("?", String.class)));

        assertThat(foreman.ask("blue", String.class)).isEqualTo("right paints it blue");
    }

    @Test
    void withoutAFederationOnlyTheOwnSystemIsAPlace() {
        try (var alone = Syndicate.open("alone")) {
            assertThat(home(alone.createActor(Painter.in("a"), Placement.auto())))
                    .isEqualTo(alone.systemId());
            assertThat(home(alone.createActor(Painter.withGpu("a"), Placement.local())))
                    .isEqualTo(alone.systemId());
            assertRefused(
                    Reason.NOT_FEDERATED,
                    "federation(",
                    () -> alone.createActor(Painter.withGpu("a"), Placement.auto()));
            assertRefused(
                    Reason.NOT_FEDERATED,
                    "federation(",
                    () -> alone.createActor(Painter.in("a"), Placement.on(right.systemId())));
        }
    }

    @Test
    void theBooksOfBothSystemsAddUp() {
        join(left, right);
        left.createActor(Painter.withGpu("blue"), Placement.auto()).ask("?", String.class);

        assertThat(left.close(Duration.ofSeconds(1)).ledger().balanced()).isTrue();
        assertThat(right.close(Duration.ofSeconds(1)).ledger().balanced()).isTrue();
    }
}
