package io.sparkactor.benchmarks.remote;

import io.sparkactor.benchmarks.measure.Latencies;
import io.sparkactor.benchmarks.rate.pekko.PekkoSystem;
import io.sparkactor.benchmarks.remote.PekkoMessages.Answer;
import io.sparkactor.benchmarks.remote.PekkoMessages.Ask;
import io.sparkactor.benchmarks.remote.PekkoMessages.Begin;
import io.sparkactor.benchmarks.remote.PekkoMessages.Count;
import io.sparkactor.benchmarks.remote.PekkoMessages.Question;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.japi.function.Function;
import org.jspecify.annotations.Nullable;

/** Pekko actors that send and ask. Driven by one thread. */
final class PekkoNear implements NearSide {

    private static final Item QUESTION = Item.of(0, RemoteRun.SMALL);

    record Actors(ActorRef<Object> receiver, ActorRef<Object> sender, ActorRef<Object> asker) {

        static Actors of(ActorContext<Void> context, String place) {
            ActorRef<Object> receiver =
                    ActorRefResolver.get(context.getSystem()).resolveActorRef(place);
            return new Actors(
                    receiver,
                    context.spawn(Sender.create(receiver), "sender"),
                    context.spawn(Asker.create(receiver), "asker"));
        }
    }

    static final class Sender {

        private final ActorContext<Object> context;
        private final ActorRef<Object> receiver;
        private @Nullable Window window;

        private Sender(ActorContext<Object> context, ActorRef<Object> receiver) {
            this.context = context;
            this.receiver = receiver;
        }

        static Behavior<Object> create(ActorRef<Object> receiver) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Sender(context, receiver)::onMessage));
        }

        private Behavior<Object> onMessage(Object message) {
            if (message instanceof Burst burst) {
                window = new Window(burst);
                receiver.tell(new Begin(context.getSelf(), burst.end()));
            }
            Window now = Objects.requireNonNull(window);
            if (message instanceof Ack ack) {
                now.acknowledged(ack);
            }
            while (now.isOpen()) {
                receiver.tell(now.next());
            }
            return Behaviors.same();
        }
    }

    /** Asks as a Pekko actor does: the reply comes as a message. */
    static final class Asker {

        private final ActorContext<Object> context;
        private final ActorRef<Object> receiver;
        private @Nullable Ask work;
        private long start;
        private long before;
        private long number;

        private Asker(ActorContext<Object> context, ActorRef<Object> receiver) {
            this.context = context;
            this.receiver = receiver;
        }

        static Behavior<Object> create(ActorRef<Object> receiver) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Asker(context, receiver)::onMessage));
        }

        private Behavior<Object> onMessage(Object message) {
            switch (message) {
                case Ask ask -> {
                    work = ask;
                    number = 0;
                    start = System.nanoTime();
                    before = start;
                    ask();
                }
                case Answer answer -> answered(answer, Objects.requireNonNull(work));
                case Throwable fault -> Objects.requireNonNull(work).done().completeExceptionally(fault);
                default -> throw new IllegalArgumentException("a message of no known type");
            }
            return Behaviors.same();
        }

        private void ask() {
            Item item = QUESTION.numbered(number);
            context.ask(
                    Answer.class,
                    receiver,
                    TIMEOUT,
                    (ActorRef<Answer> replyTo) -> new Question(item, replyTo),
                    (answer, fault) -> answer == null ? fault : answer);
        }

        private void answered(Answer answer, Ask work) {
            RemoteRun.answered(number++, answer.value());
            long now = System.nanoTime();
            work.latencies().record(now - before);
            before = now;
            if (before - start < work.time().toNanos()) {
                ask();
            } else {
                work.done().complete(0);
            }
        }
    }

    private final PekkoSystem<Actors> system;

    PekkoNear(String place, @Nullable Certificate certificate) {
        system = new PekkoSystem<>(PekkoMessages.settings(certificate), context -> Actors.of(context, place));
    }

    @Override
    public void tell(Burst burst) {
        system.actors().sender().tell(burst);
    }

    @Override
    public void askAsActor(Duration time, Latencies latencies) throws Exception {
        CompletableFuture<Integer> done = new CompletableFuture<>();
        system.actors().asker().tell(new Ask(time, latencies, done));
        done.get(time.plus(TIMEOUT).toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public long ask(long number) throws Exception {
        return ask((ActorRef<Answer> replyTo) -> new Question(QUESTION.numbered(number), replyTo));
    }

    private long ask(Function<ActorRef<Answer>, Object> question) throws Exception {
        return AskPattern.ask(system.actors().receiver(), question, TIMEOUT, system.scheduler())
                .toCompletableFuture()
                .get()
                .value();
    }

    @Override
    public long arrived() throws Exception {
        return ask((ActorRef<Answer> replyTo) -> new Count(replyTo));
    }

    @Override
    public void check() {
        // Pekko keeps no books; the receiver's count must do.
    }

    @Override
    public void close() {
        system.close();
    }
}
