package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Backoff;
import io.sparkactor.Message;
import io.sparkactor.RestartLimit;
import io.sparkactor.RestartScope;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P4: which of the children of a parent restart when one of them does, and in which order. */
@Timeout(60)
class P4SiblingsTest {

    private static final Duration LONG = Duration.ofSeconds(8);

    private final Syndicate syndicate = Syndicate.open("p4-siblings");
    private final Mail<String> notes = new Mail<>();
    private final ConcurrentHashMap<String, Gate> holds = new ConcurrentHashMap<>();
    private ActorRef<Object> parent;

    @AfterEach
    void close() {
        holds.values().forEach(Gate::open);
        syndicate.close(Duration.ZERO);
    }

    private static Supervision restart(RestartScope scope) {
        return Supervision.restart()
                .backoff(Backoff.none())
                .limit(RestartLimit.none())
                .scope(scope);
    }

    private final class Sibling extends Actor<String> {

        private final String name;

        Sibling(String name) {
            this.name = name;
        }

        @Override
        protected void preStart() {
            notes.put("+" + name);
        }

        @Override
        protected void postStop() {
            notes.put("-" + name);
        }

        @Override
        protected void process(Message<String> message) throws Exception {
            switch (message.content()) {
                case "fail" -> throw new IOException("no");
                case "hold" -> {
                    Gate hold = holds.get(name);
                    if (hold != null) {
                        notes.put("held " + name);
                        hold.awaitStubbornly();
                    }
                }
                default -> message.reply(context().generation());
            }
        }
    }

    /** Creates four children and replies with their refs. */
    private final class Family extends Actor<Object> {

        private final Supervision supervision;

        Family(Supervision supervision) {
            this.supervision = supervision;
        }

        @Override
        protected Supervision childSupervision() {
            return supervision;
        }

        @Override
        protected void process(Message<Object> message) {
            message.reply(List.of("a", "b", "c", "d").stream()
                    .map(name -> createActor(() -> new Sibling(name)))
                    .toList());
        }
    }

    @SuppressWarnings("unchecked")
    private List<ActorRef<String>> family(Supervision supervision) throws InterruptedException {
        parent = syndicate.createActor(() -> new Family(supervision));
        List<ActorRef<String>> children = (List<ActorRef<String>>) parent.ask("create", List.class, LONG);
        assertThat(notes.take(4)).containsExactly("+a", "+b", "+c", "+d");
        return children;
    }

    /** The generations, when {@code failed} has handled all that it was sent. */
    private static List<Integer> generations(ActorRef<String> failed, List<ActorRef<String>> children) {
        failed.ask("generation", Integer.class, LONG);
        return children.stream()
                .map(child -> child.ask("generation", Integer.class, LONG))
                .toList();
    }

    @Test
    void oneForOneRestartsTheFailedOneAlone() throws Exception {
        var children = family(restart(RestartScope.ONE_FOR_ONE));
        children.get(1).tell("fail");

        assertThat(notes.take(2)).containsExactly("-b", "+b");
        assertThat(generations(children.get(1), children)).containsExactly(0, 1, 0, 0);
    }

    @Test
    void oneForAllRestartsAllAndNoneBeginsBeforeAllHaveEnded() throws Exception {
        var children = family(restart(RestartScope.ONE_FOR_ALL));
        children.get(1).tell("fail");

        assertThat(notes.take(4)).containsExactlyInAnyOrder("-a", "-b", "-c", "-d");
        assertThat(notes.take(4)).containsExactlyInAnyOrder("+a", "+b", "+c", "+d");
        assertThat(generations(children.get(1), children)).containsExactly(1, 1, 1, 1);
    }

    @Test
    void restForOneRestartsTheFailedOneAndThoseThatWereCreatedAfterIt() throws Exception {
        var children = family(restart(RestartScope.REST_FOR_ONE));
        children.get(1).tell("fail");

        assertThat(notes.take(3)).containsExactlyInAnyOrder("-b", "-c", "-d");
        assertThat(notes.take(3)).containsExactlyInAnyOrder("+b", "+c", "+d");
        assertThat(generations(children.get(1), children)).containsExactly(0, 1, 1, 1);
    }

    @Test
    void noneBeginsAnewWhileOneStillHandlesAMessageWithItsOldInstance() throws Exception {
        var children = family(restart(RestartScope.ONE_FOR_ALL));
        holds.put("d", new Gate());
        children.get(3).tell("hold");
        assertThat(notes.take()).isEqualTo("held d");
        children.get(0).tell("fail");

        assertThat(notes.take(3)).containsExactlyInAnyOrder("-a", "-b", "-c");
        assertThat(notes.all()).isEmpty();
        holds.get("d").open();
        assertThat(notes.take()).isEqualTo("-d");
        assertThat(notes.take(4)).containsExactlyInAnyOrder("+a", "+b", "+c", "+d");
    }

    @Test
    void aSiblingThatIsStoppedMeanwhileIsNotWaitedFor() throws Exception {
        var children = family(restart(RestartScope.ONE_FOR_ALL));
        holds.put("d", new Gate());
        children.get(3).tell("hold");
        assertThat(notes.take()).isEqualTo("held d");
        syndicate.stop(children.get(3));
        children.get(0).tell("fail");
        assertThat(notes.take(3)).containsExactlyInAnyOrder("-a", "-b", "-c");
        holds.get("d").open();

        assertThat(notes.take()).isEqualTo("-d");
        assertThat(notes.take(3)).containsExactlyInAnyOrder("+a", "+b", "+c");
        assertThat(syndicate.awaitStop(children.get(3), LONG)).isTrue();
    }

    @Test
    void siblingsThatAllFailAtOnceAllComeBack() throws Exception {
        for (int round = 0; round < 50; round++) {
            var children = family(restart(RestartScope.ONE_FOR_ALL));
            children.forEach(child -> child.tell("fail"));

            for (ActorRef<String> child : children) {
                assertThat(child.ask("generation", Integer.class, LONG)).isPositive();
            }
            syndicate.stop(parent);
            assertThat(syndicate.awaitStop(parent, LONG)).isTrue();
            notes.take(notes.all().size());
        }
    }

    @Test
    void aSiblingThatWaitsForTheFailedOneDoesNotHoldItUp() throws Exception {
        var asked = new Gate();
        var asker = new AtomicInteger();
        parent = syndicate.createActor(ActorSpec.handling(Object.class, (context, message) -> {
            var failing = context.createActor(ActorSpec.handling(String.class, (inner, order) -> {
                        asked.await();
                        throw new IOException("no");
                    })
                    .supervision(restart(RestartScope.ONE_FOR_ALL)));
            var waiting = context.createActor(ActorSpec.handling(String.class, (inner, order) -> {
                if (inner.generation() == 0) {
                    asked.open();
                    failing.ask("behind the failure", String.class, Duration.ofHours(1));
                }
                asker.incrementAndGet();
            }));
            failing.tell("fail");
            waiting.tell("ask");
            waiting.tell("count");
        }));
        parent.tell("begin");

        Await.until("the restart of both", LONG, () -> asker.get() == 1);
    }

    @Test
    void theLimitOfTheFailedOneAloneIsUsedUp() throws Exception {
        var children = family(restart(RestartScope.ONE_FOR_ALL).limit(1, Duration.ofHours(1)));
        children.get(0).tell("fail");
        assertThat(generations(children.get(0), children)).containsExactly(1, 1, 1, 1);
        children.get(1).tell("fail");
        assertThat(generations(children.get(1), children)).containsExactly(2, 2, 2, 2);
        children.get(0).tell("fail");

        assertThat(syndicate.awaitStop(children.get(0), LONG)).isTrue();
        assertThat(generations(children.get(1), children.subList(1, 4))).containsExactly(2, 2, 2);
    }
}
