package io.sparkactor.benchmarks.rate.pekko;

import io.sparkactor.benchmarks.measure.Finish;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * Pekko actors each ask a partner again and again. A handler must not wait there, so each reply comes back as a message, which starts
 * the next ask. Driven by one thread.
 */
public final class PekkoAsk extends PekkoContender<List<PekkoAsk.Pair>> {

    /** As long as a Spark ask waits by default. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    sealed interface Asking {}

    record Begin(ActorRef<Echo> partner, long count, Finish finish) implements Asking {}

    record Answered(long number) implements Asking {}

    record Failed(@Nullable Throwable reason) implements Asking {}

    record Echo(long number, ActorRef<Reply> replyTo) {}

    record Reply(long number) {}

    record Pair(ActorRef<Asking> asker, ActorRef<Echo> partner) {}

    static final class Asker {

        private final ActorContext<Asking> context;
        private @Nullable Begin work;
        private long asked;

        private Asker(ActorContext<Asking> context) {
            this.context = context;
        }

        static Behavior<Asking> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Asker(context)::onMessage));
        }

        private Behavior<Asking> onMessage(Asking message) {
            switch (message) {
                case Begin begin -> {
                    work = begin;
                    asked = 0;
                    ask(begin);
                }
                case Answered(long number) -> next(number, Objects.requireNonNull(work));
                case Failed(Throwable reason) -> throw new IllegalStateException("no reply", reason);
            }
            return Behaviors.same();
        }

        private void next(long number, Begin work) {
            work.finish().expect(asked, number);
            asked++;
            if (asked == work.count()) {
                work.finish().reached();
            } else {
                ask(work);
            }
        }

        private void ask(Begin work) {
            context.ask(
                    Reply.class,
                    work.partner(),
                    TIMEOUT,
                    (ActorRef<Reply> replyTo) -> new Echo(asked, replyTo),
                    (reply, failure) -> reply != null ? new Answered(reply.number()) : new Failed(failure));
        }
    }

    static final class Partner {

        private Partner() {}

        static Behavior<Echo> create() {
            return Behaviors.receiveMessage(Partner::onMessage);
        }

        private static Behavior<Echo> onMessage(Echo echo) {
            echo.replyTo().tell(new Reply(echo.number()));
            return Behaviors.same();
        }
    }

    /** So many pairs. */
    public PekkoAsk(String settings, int size) {
        super(
                settings,
                context -> IntStream.range(0, size)
                        .mapToObj(i -> new Pair(
                                context.spawn(Asker.create(), "asker-" + i),
                                context.spawn(Partner.create(), "partner-" + i)))
                        .toList());
    }

    @Override
    public void begin(long operations, Finish finish) {
        List<Pair> pairs = actors();
        long each = operations / pairs.size();
        pairs.forEach(pair -> pair.asker().tell(new Begin(pair.partner(), each, finish)));
    }

    @Override
    public long parties(long operations) {
        return actors().size();
    }
}
