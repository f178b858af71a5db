package io.sparkactor.benchmarks.first;

import io.sparkactor.benchmarks.rate.threads.ThreadActor;

/** A virtual thread that is idle most of the time. Thread-safe. */
final class ThreadSleeper implements Sleeper {

    record Call(long sent) {}

    static final class Sleeping extends ThreadActor<Call> {

        private final Arrivals arrivals;

        private Sleeping(Arrivals arrivals) {
            this.arrivals = arrivals;
        }

        @Override
        protected void process(Call call) {
            arrivals.arrived(call.sent());
        }
    }

    private final Sleeping actor;

    ThreadSleeper(Arrivals arrivals) {
        actor = ThreadActor.started(new Sleeping(arrivals));
    }

    @Override
    public void tell(long sent) {
        actor.tell(new Call(sent));
    }

    @Override
    public void close() {
        actor.end();
    }
}
