package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorCreationException;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskCycleException;
import io.sparkactor.AskException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.Message;
import io.sparkactor.ReplyStream;
import io.sparkactor.StreamRequest;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * P7 for circles that go through streams: found within 50 ms of a clock that moves when the test says so, with the path; the youngest
 * wait fails and the others go on. That none is claimed where there is none is {@link P7StreamNoCycleTest}'s.
 */
@Timeout(60)
class P7StreamCycleTest {

    private static final Duration LONG = Duration.ofSeconds(8);
    private static final Duration BOUND = Duration.ofMillis(50);
    private static final Duration STEP = Duration.ofMillis(1);

    private final ManualClock clock = ManualClock.create();
    private final Syndicate syndicate = Syndicate.open("p7-stream-cycle", c -> c.hooks(clock.hooks()));
    private final Mail<AskException> failures = new Mail<>();
    private final Mail<String> answers = new Mail<>();

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    /** A wish that is asked for or streamed; its answer is a result without chunks. */
    private record Wish() implements StreamRequest<Object, String, String> {}

    /** Asks the next one or reads a stream of it, once the test lets it, and answers with what it got or what became of it. */
    private final class Link {

        private final boolean streams;
        private final Gate begin = new Gate();
        private final Waiter waiter = new Waiter();
        private final ActorRef<Object> ref =
                syndicate.createActor(Object.class, (context, message) -> process(message));
        private volatile ActorRef<Object> next;

        /** Where it stays when its wait was failed; open by default. */
        private volatile Gate afterwards = new Gate(0);

        /** As told by a letter: {@code a} asks, {@code s} reads a stream. */
        Link(char kind) {
            this.streams = kind == 's';
        }

        private void process(Message<Object> message) throws InterruptedException {
            begin.await();
            waiter.comes();
            String answer;
            try {
                answer = streams ? read(next.askStream(new Wish(), LONG)) : next.ask(new Wish(), String.class, LONG);
            } catch (AskException e) {
                failures.put(e);
                afterwards.await();
                answer = "broken up";
            }
            answers.put(answer);
            message.reply(answer);
        }

        /** Lets it begin to wait, and the clock move on when it does. */
        void begin() {
            begin.open();
            waiter.awaitWaiting();
            clock.advance(STEP);
        }
    }

    private static String read(ReplyStream<String, String> stream) {
        try (stream) {
            return stream.result();
        }
    }

    private List<Link> links(String kinds) {
        var links = new ArrayList<Link>();
        for (char kind : kinds.toCharArray()) {
            links.add(new Link(kind));
        }
        for (int i = 0; i < links.size(); i++) {
            links.get(i).next = links.get((i + 1) % links.size()).ref;
        }
        return links;
    }

    private static List<String> pathFrom(Link... links) {
        var path = new ArrayList<String>();
        for (var link : links) {
            path.add(link.ref.path());
        }
        path.add(path.getFirst());
        return path;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ss", "as", "sa", "sss", "asa", "sas", "aas", "ssa", "asas"})
    void aCircleIsFoundAndItsYoungestWaitFailsWithThePath(String kinds) throws Exception {
        var links = links(kinds);
        links.getFirst().ref.tell(new Wish());
        links.forEach(Link::begin);

        clock.advance(BOUND.minus(STEP));

        var failure = (AskCycleException) failures.take();
        assertThat(failure.elapsed()).isLessThanOrEqualTo(BOUND);
        assertThat(failure.target()).isEqualTo(links.getFirst().ref.path());
        assertThat(failure.messageType()).isEqualTo(Wish.class);
        links.addFirst(links.removeLast());
        assertThat(failure.path()).isEqualTo(pathFrom(links.toArray(Link[]::new)));
        assertThat(answers.take(kinds.length())).containsOnly("broken up");
        assertThat(failures.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ss", "as", "sa"})
    void aCircleThatTwoClosedFromTheirOwnSidesIsFound(String kinds) throws Exception {
        var links = links(kinds);
        links.forEach(link -> link.ref.tell(new Wish())); // so that each has a request of the other in its queue
        links.forEach(Link::begin);

        clock.advance(BOUND.minus(STEP));

        assertThat(((AskCycleException) failures.take()).path()).isEqualTo(pathFrom(links.get(1), links.get(0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aa", "as", "sa", "ss"})
    void aWaitThatIsLeftWhenItsCircleWasBrokenUpStillEndsAtItsDeadline(String kinds) throws Exception {
        var links = links(kinds);
        var stays = new Gate();
        links.getLast().afterwards = stays;
        links.getFirst().ref.tell(new Wish());
        links.forEach(Link::begin);
        clock.advance(BOUND);
        assertThat(failures.take()).isInstanceOf(AskCycleException.class);

        clock.advance(LONG);

        assertThat(failures.take()).isInstanceOf(AskTimeoutException.class);
        stays.open();
    }

    @Test
    void aStreamThatFailedForACircleStaysFailed() throws Exception {
        var outcomes = new Mail<Throwable>();
        var actor = new AtomicReference<ActorRef<Object>>();
        actor.set(syndicate.createActor(Object.class, (context, message) -> {
            try (var stream = actor.get().askStream(new Wish(), LONG)) {
                assertThatThrownBy(stream::hasNext).isInstanceOf(AskCycleException.class);
                assertThatThrownBy(stream::next).isInstanceOf(AskCycleException.class);
                assertThatThrownBy(stream::result).isInstanceOf(AskCycleException.class);
                outcomes.put(new Exception("as promised"));
            } catch (Throwable e) {
                outcomes.put(e);
            }
        }));
        actor.get().tell("go");

        assertThat(outcomes.take()).hasMessage("as promised");
    }

    @Test
    void anActorThatWaitsForAStreamOfItselfIsToldAtOnce() throws Exception {
        var link = links("s").getFirst();
        link.ref.tell(new Wish());
        link.begin.open();

        var failure = (AskCycleException) failures.take();
        assertThat(failure.path()).isEqualTo(pathFrom(link));
        assertThat(failure.elapsed()).isZero();
    }

    @Test
    void aPreStartThatWaitsForAStreamOfItsCreatorIsToldAtOnce() throws Exception {
        var outcomes = new Mail<Throwable>();
        var creator = syndicate.createActor(Object.class, (context, message) -> {
            var self = context.self();
            try {
                context.createActor(ActorSpec.<Object>of(() -> new Needy(self)).named("needy"));
            } catch (ActorCreationException e) {
                outcomes.put(e.getCause());
            }
        });
        creator.tell("go");

        String needy = creator.path() + "/needy";
        assertThat(outcomes.take())
                .isInstanceOfSatisfying(
                        AskCycleException.class,
                        failure -> assertThat(failure.path()).containsExactly(needy, creator.path(), needy));
    }

    /** Reads a stream in its {@code preStart}. */
    private static final class Needy extends Actor<Object> {

        private final ActorRef<Object> writer;

        Needy(ActorRef<Object> writer) {
            this.writer = writer;
        }

        @Override
        protected void preStart() {
            read(writer.askStream(new Wish(), LONG));
        }

        @Override
        protected void process(Message<Object> message) {}
    }

    @Test
    void aCircleThatGoesThroughAForwardedStreamIsFound() throws Exception {
        var links = links("ss");
        var first = links.get(0);
        var last = links.get(1);
        first.next = syndicate.createActor(Object.class, (context, message) -> message.forward(last.ref));
        first.ref.tell(new Wish());
        links.forEach(Link::begin);

        clock.advance(BOUND.minus(STEP));

        assertThat(((AskCycleException) failures.take()).path()).isEqualTo(pathFrom(last, first));
    }

    @Test
    void aCircleThatClosesByAForwardLongAfterTheWaitsBeganIsFound() throws Exception {
        var release = new Gate();
        var forwarded = new Gate();
        var links = links("sa");
        var first = links.get(0);
        var last = links.get(1);
        first.next = syndicate.createActor(Object.class, (context, message) -> {
            release.await();
            message.forward(last.ref);
            forwarded.open();
        });
        links.forEach(link -> link.ref.tell(new Wish()));
        links.forEach(Link::begin);
        clock.advance(BOUND.multipliedBy(4));
        assertThat(failures.all()).isEmpty();

        release.open();
        forwarded.await();
        clock.advance(BOUND);

        assertThat(failures.take()).isInstanceOf(AskCycleException.class);
    }

    @Test
    void aStreamThatIsForwardedBackToItsReaderIsFound() throws Exception {
        var link = links("s").getFirst();
        var forwarded = new Gate();
        link.next = syndicate.createActor(Object.class, (context, message) -> {
            message.forward(link.ref);
            forwarded.open();
        });
        link.ref.tell(new Wish());
        link.begin.open();
        link.waiter.awaitWaiting();
        forwarded.await();

        clock.advance(BOUND);

        assertThat(((AskCycleException) failures.take()).path()).isEqualTo(pathFrom(link));
    }

    @Test
    void theOneThatReadsAStreamWaitsAndNotTheOneThatAskedForIt() throws Exception {
        var links = links("a");
        var writer = links.getFirst();
        var waiter = new Waiter();
        var reader = syndicate.createActor(Object.class, (context, message) -> {
            if (message.content() instanceof Lent(var stream)) {
                waiter.comes();
                try {
                    answers.put(read(stream));
                } catch (AskException e) {
                    failures.put(e);
                }
            }
        });
        writer.next = reader;
        var asker = syndicate.createActor(
                Object.class, (context, message) -> reader.tell(new Lent(writer.ref.askStream(new Wish(), LONG))));
        asker.tell("go");
        waiter.awaitWaiting();
        clock.advance(STEP);
        writer.begin();

        clock.advance(BOUND.minus(STEP));

        var failure = (AskCycleException) failures.take(); // of the writer, which waits since later
        assertThat(failure.path()).containsExactly(writer.ref.path(), reader.path(), writer.ref.path());
    }

    private record Lent(ReplyStream<String, String> stream) {
        Lent {
            Objects.requireNonNull(stream, "stream");
        }
    }
}
