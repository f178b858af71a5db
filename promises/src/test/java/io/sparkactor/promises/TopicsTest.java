package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorCreationException;
import io.sparkactor.ActorRef;
import io.sparkactor.DeadLetter;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Message;
import io.sparkactor.MessageTypeException;
import io.sparkactor.Publication;
import io.sparkactor.Registry;
import io.sparkactor.Syndicate;
import io.sparkactor.SyndicateClosedException;
import io.sparkactor.Topic;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Topics: who is a member, and what becomes of what is published. */
@Timeout(60)
class TopicsTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Topic<String> NEWS = new Topic<>("news", String.class);

    private final Syndicate syndicate = Syndicate.open("topics");
    private final Registry registry = syndicate.registry();
    private final Gate release = new Gate();

    @AfterEach
    void close() {
        release.open();
        syndicate.close(Duration.ZERO);
    }

    private ActorRef<String> reader(Mail<String> read) {
        return syndicate.createActor(String.class, (context, message) -> read.put(message.content()));
    }

    // ---------------------------------------------------------------- publishing

    @Test
    void whatIsPublishedReachesEachMemberOnce() throws Exception {
        var read = new Mail<String>();
        for (int i = 0; i < 10; i++) {
            var reader = reader(read);
            assertThat(registry.join(NEWS, reader)).isTrue();
            assertThat(registry.join(NEWS, reader)).isTrue(); // the same as once
        }

        assertThat(registry.publish(NEWS, "snow")).isEqualTo(new Publication(10, 0));

        assertThat(read.take(10)).containsOnly("snow");
        assertThat(Books.settled(syndicate).processed()).isEqualTo(10);
    }

    @Test
    void aTopicWithoutMembersTakesNothingAndSaysSo() {
        assertThat(registry.publish(NEWS, "snow")).isEqualTo(new Publication(0, 0));
        assertThat(registry.members(NEWS)).isEmpty();
    }

    @Test
    void membersStandInTheOrderInWhichTheyJoined() {
        var members = new ArrayList<ActorRef<String>>();
        for (int i = 0; i < 100; i++) {
            members.add(reader(new Mail<>()));
        }
        for (ActorRef<String> member : members.reversed()) {
            registry.join(NEWS, member);
        }

        assertThat(registry.members(NEWS)).isEqualTo(members.reversed());
    }

    @Test
    void whatOnePublishesArrivesInThatOrder() throws Exception {
        var read = new Mail<String>();
        registry.join(NEWS, reader(read));

        for (int i = 0; i < 1_000; i++) {
            registry.publish(NEWS, "news " + i);
        }

        var texts = read.take(1_000);
        for (int i = 0; i < 1_000; i++) {
            assertThat(texts.get(i)).isEqualTo("news " + i);
        }
    }

    @Test
    void theActorThatPublishesIsTheSenderAndIsToldTooIfItIsAMember() throws Exception {
        var replies = new Mail<Object>();
        registry.join(NEWS, syndicate.createActor(String.class, (context, message) -> message.reply("thanks")));
        var publisher = syndicate.createActor(Object.class, (context, message) -> {
            if (message.content().equals("publish")) {
                registry.join(NEWS, context.self());
                registry.publish(NEWS, "snow");
            } else {
                replies.put(message.content());
            }
        });
        publisher.tell("publish");

        assertThat(replies.take(2)).containsExactlyInAnyOrder("snow", "thanks");
    }

    @Test
    void whoPublishesOutsideOfActorsIsNoSender() {
        registry.join(NEWS, syndicate.createActor(String.class, (context, message) -> message.reply("thanks")));

        registry.publish(NEWS, "snow");

        Await.until("a dead letter", LONG, () -> !syndicate.deadLetters().isEmpty());
        assertThat(syndicate.deadLetters()).extracting(DeadLetter::reason).containsExactly(DeadLetterReason.NO_SENDER);
    }

    @Test
    @SuppressWarnings("unchecked")
    void eachRefusalIsCountedAndBecomesADeadLetter() {
        var read = new Mail<Object>();
        registry.join(NEWS, reader(new Mail<>()));
        registry.join(NEWS, reader(new Mail<>()));
        registry.join(NEWS, syndicate.createActor(Object.class, (context, message) -> read.put(message.content())));
        var unchecked = (Topic<Object>) (Topic<?>) NEWS;

        assertThat(registry.publish(unchecked, 42)).isEqualTo(new Publication(1, 2));

        assertThat(syndicate.deadLetters())
                .extracting(DeadLetter::reason)
                .containsExactly(DeadLetterReason.WRONG_TYPE, DeadLetterReason.WRONG_TYPE);
        var ledger = Books.settled(syndicate);
        assertThat(ledger.offered()).isEqualTo(3);
        assertThat(ledger.refused()).isEqualTo(2);
    }

    @Test
    void topicsOfOneNameAndDifferentTypesAreApart() {
        registry.join(
                new Topic<>("news", Integer.class), syndicate.createActor(Integer.class, (context, message) -> {}));

        assertThat(registry.members(NEWS)).isEmpty();
        assertThat(registry.members(new Topic<>("news", Integer.class))).hasSize(1);
    }

    @Test
    void aTopicHasAName() {
        assertThatThrownBy(() -> new Topic<>(" ", String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("blank");
    }

    // ---------------------------------------------------------------- members

    @Test
    void whoHasLeftIsNotToldAnyMore() {
        var read = new Mail<String>();
        var reader = reader(read);
        registry.join(NEWS, reader);
        registry.leave(NEWS, reader);
        registry.leave(NEWS, reader);

        assertThat(registry.publish(NEWS, "snow")).isEqualTo(new Publication(0, 0));
        assertThat(registry.members(NEWS)).isEmpty();
    }

    @Test
    void anActorMayJoinItselfBeforeItHasStarted() throws Exception {
        var read = new Mail<String>();
        var reader = syndicate.createActor(() -> new EarlyReader(read, false));

        assertThat(registry.members(NEWS)).containsExactly(reader);
        registry.publish(NEWS, "snow");
        assertThat(read.take()).isEqualTo("snow");
    }

    @Test
    void anActorWhoseStartFailsIsNoMember() {
        assertThatThrownBy(() -> syndicate.createActor(() -> new EarlyReader(new Mail<>(), true)))
                .isInstanceOf(ActorCreationException.class);

        Await.until("no members", LONG, () -> registry.members(NEWS).isEmpty());
    }

    private static final class EarlyReader extends Actor<String> {

        private final Mail<String> read;
        private final boolean fails;

        EarlyReader(Mail<String> read, boolean fails) {
            this.read = read;
            this.fails = fails;
        }

        @Override
        protected void preStart() {
            context().syndicate().registry().join(NEWS, self());
            if (fails) {
                throw new IllegalStateException("not today");
            }
        }

        @Override
        protected void process(Message<String> message) {
            read.put(message.content());
        }
    }

    @Test
    void anActorThatHasStoppedIsNoMemberWhenAnybodyLearnsOfItsEnd() {
        for (int round = 0; round < 1_000; round++) {
            var reader = reader(new Mail<>());
            registry.join(NEWS, reader);
            syndicate.stop(reader);
            assertThat(syndicate.awaitStop(reader, LONG)).isTrue();
            assertThat(registry.members(NEWS)).isEmpty();
            assertThat(registry.join(NEWS, reader)).isFalse();
            assertThat(registry.members(NEWS)).isEmpty();
        }
    }

    @Test
    void anActorThatStopsIsNoMemberWhileItWaitsForItsChildren() throws Exception {
        var ready = new Gate();
        var parent = syndicate.createActor(String.class, (context, message) -> {
            context.createActor(() -> new Stubborn(release));
            ready.open();
        });
        registry.join(NEWS, parent);
        parent.tell("create");
        ready.await();

        syndicate.stop(parent);
        Await.until("no members", LONG, () -> registry.members(NEWS).isEmpty());

        assertThat(registry.publish(NEWS, "snow")).isEqualTo(new Publication(0, 0));
        assertThat(registry.join(NEWS, parent)).isFalse();
        assertThat(syndicate.awaitStop(parent, Duration.ZERO)).isFalse();
    }

    @Test
    void anActorThatStopsWhileItJoinsIsNoMember() {
        for (int round = 0; round < 500; round++) {
            var reader = reader(new Mail<>());
            Crew.run(2, member -> {
                if (member == 0) {
                    syndicate.stop(reader);
                } else {
                    registry.join(NEWS, reader);
                }
            });
            assertThat(syndicate.awaitStop(reader, LONG)).isTrue();
            assertThat(registry.members(NEWS)).isEmpty();
        }
    }

    @Test
    void nobodyIsLostWhenManyJoinAndLeaveAtOnce() {
        var stays = new ArrayList<ActorRef<String>>();
        for (int i = 0; i < 4; i++) {
            stays.add(reader(new Mail<>()));
        }
        for (int round = 0; round < 200; round++) {
            Crew.run(4, member -> {
                var passing = reader(new Mail<>());
                for (int i = 0; i < 20; i++) {
                    registry.join(NEWS, passing);
                    registry.leave(NEWS, passing);
                }
                registry.join(NEWS, stays.get(member));
            });
            assertThat(registry.members(NEWS)).containsExactlyInAnyOrderElementsOf(stays);
            stays.forEach(member -> registry.leave(NEWS, member));
        }
    }

    @Test
    void anInboxMayBeAMemberUntilItCloses() {
        registry.join(NEWS, syndicate.ref());
        var endpoint = syndicate.endpoint();
        registry.join(NEWS, endpoint.ref());

        assertThat(registry.publish(NEWS, "snow")).isEqualTo(new Publication(2, 0));
        assertThat(syndicate.receive(LONG).content()).isEqualTo("snow");
        assertThat(endpoint.receive(LONG).content()).isEqualTo("snow");

        endpoint.close();
        assertThat(registry.publish(NEWS, "rain")).isEqualTo(new Publication(1, 0));
        assertThat(registry.join(NEWS, endpoint.ref())).isFalse();
    }

    @Test
    void whoAcceptsMoreMayJoinAndWhoAcceptsLessMayNot() {
        var anything = syndicate.createActor(Object.class, (context, message) -> {});
        assertThat(registry.join(NEWS, anything)).isTrue();

        ActorRef<?> numbers = syndicate.createActor(Integer.class, (context, message) -> {});
        assertThatThrownBy(() -> registry.join(NEWS, unchecked(numbers)))
                .isInstanceOf(MessageTypeException.class)
                .hasMessageContaining("java.lang.Integer")
                .hasMessageContaining("java.lang.String");
        assertThat(registry.members(NEWS)).hasSize(1);
    }

    @SuppressWarnings("unchecked")
    private static ActorRef<String> unchecked(ActorRef<?> ref) {
        return (ActorRef<String>) ref;
    }

    @Test
    void strangersAndAskersAreNoMembers() throws Exception {
        try (var other = Syndicate.open("other")) {
            var stranger = other.createActor(String.class, (context, message) -> {});
            assertThatThrownBy(() -> registry.join(NEWS, stranger))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("topics");
            assertThatThrownBy(() -> registry.leave(NEWS, stranger)).isInstanceOf(IllegalArgumentException.class);
        }
        var thrown = new Mail<Exception>();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            try {
                registry.join(NEWS, message.sender());
            } catch (IllegalArgumentException e) {
                thrown.put(e);
            }
            message.reply("done");
        });
        actor.ask("join me", String.class, LONG);
        assertThat(thrown.take()).isInstanceOf(IllegalArgumentException.class);
    }

    // ---------------------------------------------------------------- closing

    @Test
    void actorsPublishDuringTheDrainAndNobodyElseDoes() throws Exception {
        var published = new Mail<Publication>();
        var read = new AtomicInteger();
        registry.join(NEWS, syndicate.createActor(String.class, (context, message) -> read.incrementAndGet()));
        var busy = new Gate();
        var publisher = syndicate.createActor(String.class, (context, message) -> {
            busy.open();
            release.awaitStubbornly();
            published.put(registry.publish(NEWS, "last news"));
        });
        publisher.tell("publish");
        busy.await();
        var closer = Crew.start(1, member -> syndicate.close(LONG));
        Await.until("a closing syndicate", LONG, syndicate::isClosed);

        assertThatThrownBy(() -> registry.publish(NEWS, "snow"))
                .isInstanceOf(SyndicateClosedException.class)
                .hasMessageContaining("news");
        release.open();

        assertThat(published.take()).isEqualTo(new Publication(1, 0));
        closer.join();
        assertThat(read).hasValue(1);
    }

    @Test
    void aClosedSyndicateHasNoMembersLeft() {
        var members = List.of(reader(new Mail<>()), reader(new Mail<>()));
        members.forEach(member -> registry.join(NEWS, member));
        registry.join(NEWS, syndicate.ref());
        syndicate.close(Duration.ZERO);

        assertThat(registry.members(NEWS)).isEmpty();
        assertThat(registry.join(NEWS, members.getFirst())).isFalse();
        assertThat(registry.join(NEWS, syndicate.ref())).isFalse();
    }
}
