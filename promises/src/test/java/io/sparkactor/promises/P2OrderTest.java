package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ChildExited;
import io.sparkactor.DeadLetter;
import io.sparkactor.ExitReason;
import io.sparkactor.Message;
import io.sparkactor.Signal;
import io.sparkactor.Syndicate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * P2: order is kept from one sender to one receiver; facts about an actor arrive behind what it sent before; commands overtake.
 *
 * <p>{@code -Dspark.exits=100000} sets how many children reply and exit; the default is 10,000.
 */
@Timeout(120)
class P2OrderTest {

    private static final int EXITS = Integer.getInteger("spark.exits", 10_000);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Syndicate syndicate = Syndicate.open("p2");

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    @Test
    void whatOneThreadTellsArrivesInThatOrder() throws Exception {
        var seen = new Mail<Integer>();
        var actor = syndicate.createActor(Integer.class, (context, message) -> seen.put(message.content()));

        IntStream.range(0, 10_000).forEach(actor::tell);

        assertThat(seen.take(10_000)).isEqualTo(numbers(10_000));
    }

    @Test
    void whatAnActorTellsItselfComesBehindWhatIsQueued() throws Exception {
        var seen = new Mail<String>();
        var entered = new Gate();
        var release = new Gate();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            if (message.content().equals("first")) {
                context.self().tell("to myself");
                entered.open();
                release.await();
            }
            seen.put(message.content());
        });
        actor.tell("first");
        entered.await();
        actor.tell("from outside");
        release.open();

        assertThat(seen.take(3)).containsExactly("first", "to myself", "from outside");
    }

    @Test
    void repliesToOneInboxArriveInTheOrderInWhichTheyWereGiven() {
        var actor = syndicate.createActor(Integer.class, (context, message) -> {
            for (int i = 0; i < 1_000; i++) {
                message.reply(i);
            }
        });
        syndicate.tell(actor, 0);

        var replies = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            replies.add(syndicate.receive(LONG).content());
        }
        assertThat(replies).isEqualTo(numbers(1_000));
    }

    @Test
    void aParentSeesTheResultOfAChildBeforeItsExitEveryTime() throws Exception {
        var outcome = new Mail<List<String>>();
        var parent = syndicate.createActor(() -> new Parent(outcome));

        parent.tell("begin");

        assertThat(outcome.take()).isEmpty();
    }

    /** Has four children at a time, each of which replies and stops; collects what comes in the wrong order. */
    private static final class Parent extends Actor<Object> {

        private final Mail<List<String>> outcome;
        private final List<String> wrong = new ArrayList<>();
        private final List<ActorRef<?>> answered = new ArrayList<>();
        private int created;
        private int exited;

        Parent(Mail<List<String>> outcome) {
            this.outcome = outcome;
        }

        @Override
        protected void process(Message<Object> message) {
            if (message.content().equals("begin")) {
                for (int i = 0; i < 4; i++) {
                    work();
                }
            } else {
                answered.add(message.sender());
            }
        }

        private void work() {
            if (created < EXITS) {
                created++;
                var child = context().createActor(Integer.class, (context, message) -> {
                    message.reply("result " + message.content());
                    context.stop();
                });
                tell(created, child);
            }
        }

        @Override
        protected void onSignal(Signal signal) {
            switch (signal) {
                case ChildExited(ActorRef<?> child, ExitReason reason) -> {
                    if (!answered.remove(child) || !(reason instanceof ExitReason.Normal)) {
                        wrong.add(child + " exited before its result came: " + reason);
                    }
                }
                default -> wrong.add(signal + " was not asked for");
            }
            exited++;
            if (exited == EXITS) {
                outcome.put(wrong);
            }
            work();
        }
    }

    @Test
    void whatAChildSendsInItsPostStopArrivesBeforeItsExit() throws Exception {
        var seen = new Mail<String>();
        var parent = syndicate.createActor(() -> new Watcher(seen));

        parent.tell("create");

        assertThat(seen.take(2)).containsExactly("last words", "exited");
    }

    private static final class Watcher extends Actor<String> {

        private final Mail<String> seen;

        Watcher(Mail<String> seen) {
            this.seen = seen;
        }

        @Override
        protected void process(Message<String> message) {
            if (message.content().equals("create")) {
                var self = self();
                createActor(() -> new Talker(self));
            } else {
                seen.put(message.content());
            }
        }

        @Override
        protected void onSignal(Signal signal) {
            seen.put("exited");
        }
    }

    private static final class Talker extends Actor<String> {

        private final ActorRef<String> parent;

        Talker(ActorRef<String> parent) {
            this.parent = parent;
        }

        @Override
        protected void preStart() {
            stop();
        }

        @Override
        protected void process(Message<String> message) {}

        @Override
        protected void postStop() {
            tell("last words", parent);
        }
    }

    @Test
    void anExitWaitsBehindWhatIsQueuedAtTheParent() throws Exception {
        var seen = new Mail<String>();
        var busy = new Gate();
        var release = new Gate();
        var parent = syndicate.createActor(() -> new BusyParent(seen, busy, release));
        parent.tell("create a child that stops at once");
        busy.await();
        for (int i = 0; i < 100; i++) {
            parent.tell("queued");
        }
        release.open();

        var order = seen.take(101);

        assertThat(order.subList(0, 100)).containsOnly("queued");
        assertThat(order.get(100)).isEqualTo("exited");
    }

    private static final class BusyParent extends Actor<String> {

        private final Mail<String> seen;
        private final Gate busy;
        private final Gate release;
        private ActorRef<String> child;

        BusyParent(Mail<String> seen, Gate busy, Gate release) {
            this.seen = seen;
            this.busy = busy;
            this.release = release;
        }

        @Override
        protected void preStart() {
            child = context().createActor(String.class, (context, message) -> {
                release.await();
                context.stop();
            });
        }

        @Override
        protected void process(Message<String> message) throws Exception {
            if (message.content().equals("queued")) {
                seen.put("queued");
                return;
            }
            child.tell("stop when you may");
            busy.open();
            release.await();
            context().syndicate().awaitStop(child, LONG); // its exit is known while a hundred messages are queued
        }

        @Override
        protected void onSignal(Signal signal) {
            seen.put("exited");
        }
    }

    @Test
    void aStopOvertakesTheQueue() throws Exception {
        var handled = new Mail<Integer>();
        var entered = new Gate();
        var release = new Gate();
        var actor = blockedActor(handled, entered, release);
        syndicate.stop(actor);
        release.open();

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        assertThat(handled.all()).containsExactly(0);
        Books.settled(syndicate);
        assertThat(deadContents())
                .isEqualTo(IntStream.rangeClosed(1, 200).boxed().toList());
    }

    @Test
    void aStopAfterTheQueueDoesNotOvertake() throws Exception {
        var handled = new Mail<Integer>();
        var entered = new Gate();
        var release = new Gate();
        var actor = blockedActor(handled, entered, release);
        syndicate.stopAfterQueue(actor);
        actor.tell(201);
        release.open();

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        assertThat(handled.all()).isEqualTo(numbers(201));
        Books.settled(syndicate);
        assertThat(deadContents()).isEqualTo(List.of(201));
    }

    @Test
    void aStopOvertakesAStopAfterTheQueue() throws Exception {
        var handled = new Mail<Integer>();
        var entered = new Gate();
        var release = new Gate();
        var actor = blockedActor(handled, entered, release);
        syndicate.stopAfterQueue(actor);
        syndicate.stop(actor);
        release.open();

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        assertThat(handled.all()).containsExactly(0);
    }

    @Test
    void anActorThatStopsItselfHandlesNothingMore() throws Exception {
        var handled = new Mail<Integer>();
        var actor = syndicate.createActor(Integer.class, (context, message) -> {
            handled.put(message.content());
            context.stop();
        });
        actor.tell(1);
        actor.tell(2);

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        assertThat(handled.all()).containsExactly(1);
    }

    @Test
    void aStopIsNeverOverlookedByAnActorThatJustGoesIdle() {
        for (int round = 0; round < 20_000; round++) {
            var actor = syndicate.createActor(Integer.class, (context, message) -> {});
            actor.tell(round);
            for (int pause = round & 63; pause > 0; pause--) {
                Thread.onSpinWait(); // so that some stop comes just then, whatever the machine
            }
            syndicate.stop(actor);
            assertThat(syndicate.awaitStop(actor, LONG)).as("round %s", round).isTrue();
        }
    }

    private ActorRef<Integer> blockedActor(Mail<Integer> handled, Gate entered, Gate release) throws Exception {
        ActorRef<Integer> actor = syndicate.createActor(Integer.class, (context, message) -> {
            handled.put(message.content());
            entered.open();
            release.await();
        });
        actor.tell(0);
        entered.await();
        IntStream.rangeClosed(1, 200).forEach(actor::tell);
        return actor;
    }

    private List<Object> deadContents() {
        return syndicate.deadLetters().stream().map(DeadLetter::content).toList();
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
