package io.sparkactor.benchmarks.outside;

import io.sparkactor.benchmarks.rate.threads.ThreadActor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A virtual thread that answers. Thread-safe. */
final class ThreadEcho implements Echo {

    record Number(long value, CompletableFuture<Long> reply) {}

    static final class Answerer extends ThreadActor<Number> {

        @Override
        protected void process(Number number) {
            number.reply().complete(number.value());
        }
    }

    private final Answerer answerer = ThreadActor.started(new Answerer());

    @Override
    public long ask(long number) throws Exception {
        CompletableFuture<Long> reply = new CompletableFuture<>();
        answerer.tell(new Number(number, reply));
        return reply.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        answerer.end();
    }
}
