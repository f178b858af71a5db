package io.sparkactor.benchmarks.rate.threads;

import io.sparkactor.benchmarks.measure.Finish;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Virtual threads each ask a partner again and again, and wait for a future. Driven by one thread. */
public final class ThreadAsk extends ThreadContender {

    /** As long as a Spark ask waits by default. */
    private static final long TIMEOUT_SECONDS = 5;

    record Begin(Partner partner, long count, Finish finish) {}

    record Echo(long number, CompletableFuture<Long> reply) {}

    static final class Asker extends ThreadActor<Begin> {

        @Override
        protected void process(Begin work) throws InterruptedException {
            for (long i = 0; i < work.count(); i++) {
                work.finish().expect(i, ask(i, work.partner()));
            }
            work.finish().reached();
        }

        private static long ask(long number, Partner partner) throws InterruptedException {
            CompletableFuture<Long> reply = new CompletableFuture<>();
            partner.tell(new Echo(number, reply));
            try {
                return reply.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("no reply", e);
            }
        }
    }

    static final class Partner extends ThreadActor<Echo> {

        @Override
        protected void process(Echo echo) {
            echo.reply().complete(echo.number());
        }
    }

    private record Pair(Asker asker, Partner partner) {}

    private final List<Pair> pairs = new ArrayList<>();

    /** So many pairs. */
    public ThreadAsk(int size) {
        for (int i = 0; i < size; i++) {
            pairs.add(new Pair(start(new Asker()), start(new Partner())));
        }
    }

    @Override
    public void begin(long operations, Finish finish) {
        long each = operations / pairs.size();
        pairs.forEach(pair -> pair.asker().tell(new Begin(pair.partner(), each, finish)));
    }

    @Override
    public long parties(long operations) {
        return pairs.size();
    }
}
