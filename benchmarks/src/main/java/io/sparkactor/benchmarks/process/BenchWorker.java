package io.sparkactor.benchmarks.process;

import io.sparkactor.Actor;
import io.sparkactor.ActorSpec;
import io.sparkactor.Execution;
import io.sparkactor.Message;

/** The worker of these benchmarks, in a process. */
public final class BenchWorker extends Actor<Bench> {

    /** Made in the process. */
    public BenchWorker() {}

    /** How to create it. */
    public static ActorSpec<Bench> spec() {
        return ActorSpec.<Bench>of(BenchWorker.class)
                .execution(Execution.PROCESS)
                .stateless();
    }

    @Override
    protected void process(Message<Bench> message) {
        switch (message.content()) {
            case Bench.Echo echo -> message.reply(echo, echo.bytes());
            case Bench.Compute compute -> message.reply(compute, compute(compute.rounds()));
        }
    }

    /** Work that needs the processor alone. */
    public static long compute(int rounds) {
        long mixed = rounds;
        for (int i = 0; i < rounds; i++) {
            mixed = (mixed ^ mixed >>> 29) * 0xBF58_476D_1CE4_E5B9L + i;
        }
        return mixed;
    }
}
