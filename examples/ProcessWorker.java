// An actor in a JVM of its own: it may crash without taking anything along. Here its handler ends
// the whole process; the one who asked is told why, and the next question is answered by another.
//
//     ./spark run examples/ProcessWorker.java

import module io.sparkactor;

sealed interface Task {}

record CountPrimes(int below) implements Task, Request<Task, Integer> {}

record Crash() implements Task, Request<Task, Integer> {}

static class Worker extends Actor<Task> {
    @Override
    protected void process(Message<Task> message) {
        switch (message.content()) {
            case CountPrimes task ->
                    message.reply(
                            task,
                            (int) IntStream.range(2, task.below()).filter(this::isPrime).count());
            case Crash _ -> Runtime.getRuntime().halt(42); // as a fault in native code would
        }
    }

    private boolean isPrime(int n) {
        return IntStream.rangeClosed(2, (int) Math.sqrt(n)).noneMatch(i -> n % i == 0);
    }
}

void main() {
    java.util.logging.LogManager.getLogManager().reset(); // the crash would be logged
    try (var syndicate = Syndicate.open("factory")) {
        ActorSpec<Task> spec =
                ActorSpec.<Task>of(Worker.class)
                        .execution(Execution.PROCESS)
                        .stateless()
                        .supervision(Supervision.restart())
                        .process(ProcessOptions.defaults().maxHeap(64 << 20));
        ActorRef<Task> worker = syndicate.createActor(spec);
        IO.println("primes below 100000: " + worker.ask(new CountPrimes(100_000)));
        try {
            worker.ask(new Crash());
        } catch (AskFailedException e) {
            IO.println("the crash: " + e.getCause().getClass().getSimpleName());
        }
        IO.println("primes below 1000: " + worker.ask(new CountPrimes(1_000)));
    }
}
