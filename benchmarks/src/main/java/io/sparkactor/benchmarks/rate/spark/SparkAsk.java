package io.sparkactor.benchmarks.rate.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Request;
import io.sparkactor.benchmarks.measure.Finish;
import java.util.ArrayList;
import java.util.List;

/** Spark actors each ask a partner again and again, and wait in their handlers. Driven by one thread. */
public final class SparkAsk extends SparkContender {

    record Begin(ActorRef<Echo> partner, long count, Finish finish) {}

    record Echo(long number) implements Request<Echo, Long> {}

    static final class Asker extends Actor<Begin> {

        @Override
        protected void process(Message<Begin> message) {
            Begin work = message.content();
            for (long i = 0; i < work.count(); i++) {
                work.finish().expect(i, ask(new Echo(i), work.partner()));
            }
            work.finish().reached();
        }
    }

    static final class Partner extends Actor<Echo> {

        @Override
        protected void process(Message<Echo> message) {
            Echo echo = message.content();
            message.reply(echo, echo.number());
        }
    }

    private record Pair(ActorRef<Begin> asker, ActorRef<Echo> partner) {}

    private final List<Pair> pairs = new ArrayList<>();

    /** So many pairs. */
    public SparkAsk(int size) {
        super("ask");
        for (int i = 0; i < size; i++) {
            pairs.add(new Pair(syndicate().createActor(Asker::new), syndicate().createActor(Partner::new)));
        }
    }

    @Override
    public void begin(long operations, Finish finish) {
        sending(2 * operations + pairs.size());
        long each = operations / pairs.size();
        pairs.forEach(pair -> pair.asker().tell(new Begin(pair.partner(), each, finish)));
    }

    @Override
    public long parties(long operations) {
        return pairs.size();
    }
}
