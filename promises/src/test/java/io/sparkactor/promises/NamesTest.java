package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorNameTakenException;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names, paths, and what stands in the tree. */
@Timeout(60)
class NamesTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final Syndicate syndicate = Syndicate.open("names");

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    private static ActorSpec<String> echo(String name) {
        return ActorSpec.handling(String.class, (context, message) -> message.reply(message.content()))
                .named(name);
    }

    @Test
    void anActorIsFoundByItsName() {
        var actor = syndicate.createActor(echo("greeter"));

        assertThat(syndicate.registry().find("greeter", String.class))
                .hasValueSatisfying(found -> assertThat((Object) found).isEqualTo(actor));
        assertThat(actor.path()).isEqualTo("spark://names/greeter");
    }

    @Test
    void whatNobodyHasIsNotFound() {
        assertThat(syndicate.registry().find("nobody", String.class)).isEmpty();
        assertThat(syndicate.registry().find("", String.class)).isEmpty();
        assertThat(syndicate.registry().find("/", String.class)).isEmpty();
        assertThat(syndicate.registry().find("../names/greeter", String.class)).isEmpty();
    }

    @Test
    void aNameOfALivingSiblingIsTaken() {
        syndicate.createActor(echo("greeter"));

        assertThatThrownBy(() -> syndicate.createActor(echo("greeter")))
                .isInstanceOf(ActorNameTakenException.class)
                .hasMessageContaining("spark://names/greeter");
    }

    @Test
    void aNameIsFreeAgainAsSoonAsItsActorHasStopped() {
        for (int round = 0; round < 1_000; round++) {
            var actor = syndicate.createActor(echo("greeter"));
            syndicate.stop(actor);
            assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        }
        assertThat(syndicate.registry().find("greeter", String.class)).isEmpty();
    }

    @Test
    void anOldRefDoesNotReachTheNewOwnerOfItsName() {
        var old = syndicate.createActor(echo("greeter"));
        syndicate.stop(old);
        assertThat(syndicate.awaitStop(old, LONG)).isTrue();
        var current = syndicate.createActor(echo("greeter"));

        assertThat(old.tell("hello").accepted()).isFalse();
        assertThat(current.ask("hello", String.class, LONG)).isEqualTo("hello");
        assertThat((Object) old).isNotEqualTo(current);
        assertThat(old.id()).isNotEqualTo(current.id());
    }

    @Test
    void oneOfManyThreadsGetsAName() {
        for (int round = 0; round < 50; round++) {
            var taken = new AtomicInteger();
            var name = "worker-" + round;
            Crew.run(4, member -> {
                try {
                    syndicate.createActor(echo(name));
                } catch (ActorNameTakenException e) {
                    taken.incrementAndGet();
                }
            });
            assertThat(taken).hasValue(3);
        }
    }

    @Test
    void childrenOfDifferentParentsMayHaveTheSameName() throws Exception {
        var created = new Mail<ActorRef<String>>();
        for (String name : new String[] {"left", "right"}) {
            syndicate
                    .createActor(ActorSpec.handling(
                                    String.class,
                                    (context, message) -> created.put(context.createActor(echo("helper"))))
                            .named(name))
                    .tell("create");
        }
        assertThat(created.take(2))
                .extracting(ActorRef::path)
                .containsExactlyInAnyOrder("spark://names/left/helper", "spark://names/right/helper");
        assertThat(syndicate.registry().find("left/helper", String.class)).isPresent();
        assertThat(syndicate.registry().find("helper", String.class)).isEmpty();
    }

    @Test
    void aNameOfAChildIsFreeWhenItsParentHasStopped() throws Exception {
        for (int round = 0; round < 100; round++) {
            var created = new Mail<ActorRef<String>>();
            var parent = syndicate.createActor(ActorSpec.handling(
                            String.class, (context, message) -> created.put(context.createActor(echo("helper"))))
                    .named("parent"));
            parent.tell("create");
            var child = created.take();
            syndicate.stop(parent);
            assertThat(syndicate.awaitStop(parent, LONG)).isTrue();
            assertThat(child.tell("hello").accepted()).isFalse();
            assertThat(syndicate.registry().find("parent/helper", String.class)).isEmpty();
        }
    }

    @Test
    void actorsWithoutANameHavePathsOfTheirOwn() {
        var first = syndicate.createActor(Plain::new);
        var second = syndicate.createActor(Plain::new);

        assertThat(first.path()).startsWith("spark://names/plain-").isNotEqualTo(second.path());
        assertThat(first.toString()).isEqualTo(first.path());
    }

    private static final class Plain extends Actor<String> {

        @Override
        protected void process(Message<String> message) {}
    }

    @Test
    void thePathOfAnActorStaysWhenItHasStopped() {
        var actor = syndicate.createActor(Plain::new);
        var path = actor.path();
        syndicate.stop(actor);
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();

        assertThat(actor.path()).isEqualTo(path);
    }

    @Test
    void parentsAndChildrenKnowEachOther() throws Exception {
        var seen = new Mail<Boolean>();
        var top = syndicate.createActor(String.class, (context, message) -> {
            var self = context.self();
            var child = context.createActor(
                    String.class,
                    (inner, order) -> seen.put(inner.parent().orElseThrow().equals(self)
                            && inner.children().isEmpty()));
            child.tell("look");
            seen.put(context.parent().isEmpty() && context.children().equals(List.of(child)));
        });
        top.tell("look");

        assertThat(seen.take(2)).containsOnly(true);
    }

    @Test
    void anActorThatHasStoppedIsNoChildAnyMore() throws Exception {
        var seen = new Mail<Integer>();
        var parent = syndicate.createActor(Integer.class, (context, message) -> {
            var child = context.createActor(String.class, (inner, order) -> {});
            context.stop(child);
            assertThat(context.syndicate().awaitStop(child, LONG)).isTrue();
            seen.put(context.children().size());
        });
        for (int i = 0; i < 2_000; i++) {
            parent.tell(i);
        }
        assertThat(seen.take(2_000)).containsOnly(0);
    }

    @Test
    void aDeepTreeStopsFromTheLeavesUp() throws Exception {
        int depth = 500;
        var stopped = new Mail<Integer>();
        var built = new Gate();
        var top = syndicate.createActor(() -> new Level(depth, stopped, built));
        top.tell("grow");
        built.await();
        syndicate.stop(top);

        assertThat(syndicate.awaitStop(top, LONG)).isTrue();
        assertThat(stopped.take(depth + 1)).isSorted();
    }

    /** Has one child, which has one child, and so on. */
    private static final class Level extends Actor<String> {

        private final int left;
        private final Mail<Integer> stopped;
        private final Gate built;

        Level(int left, Mail<Integer> stopped, Gate built) {
            this.left = left;
            this.stopped = stopped;
            this.built = built;
        }

        @Override
        protected void process(Message<String> message) {
            if (left == 0) {
                built.open();
                return;
            }
            createActor(() -> new Level(left - 1, stopped, built)).tell("grow");
        }

        @Override
        protected void postStop() {
            stopped.put(left);
        }
    }
}
