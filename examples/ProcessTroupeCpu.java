// ProcessTroupeCpu: counts primes in processes, all cores at once. With --kill-one, one of them is
// killed at work, as by a crash: another does that job again, and the total is right all the same.
//
//     ./spark run examples/ProcessTroupeCpu.java [--workers N] [--kill-one]

import module io.sparkactor;

record Range(int from, int to, ActorRef<Long> begun) implements Request<Range, Long> {}

static class PrimeCounter extends Actor<Range> {
    @Override
    protected void process(Message<Range> message) {
        Range range = message.content();
        tell(ProcessHandle.current().pid(), range.begun());
        var numbers = IntStream.range(range.from(), range.to());
        message.reply(range, numbers.filter(this::isPrime).count());
    }

    private boolean isPrime(int n) {
        return n > 1 && IntStream.rangeClosed(2, (int) Math.sqrt(n)).noneMatch(i -> n % i == 0);
    }
}

static final int STEP = 50_000;
static final int END = 40 * STEP;
final AtomicInteger kills = new AtomicInteger();

void kill(ActorContext<Long> context, Message<Long> begun) {
    if (kills.getAndDecrement() > 0) {
        ProcessHandle.of(begun.content()).ifPresent(ProcessHandle::destroyForcibly);
    }
}

void main(String[] arguments) {
    var options = List.of(arguments);
    int at = options.indexOf("--workers");
    int workers = at < 0 ? 2 : Integer.parseInt(options.get(at + 1));
    kills.set(options.contains("--kill-one") ? 1 : 0);
    boolean watched = System.console() != null && System.console().isTerminal();
    java.util.logging.LogManager.getLogManager().reset(); // it would log the death of a process

    try (var syndicate = Syndicate.open("primes")) {
        ActorRef<Long> begun = syndicate.createActor(Long.class, this::kill);
        var worker = ActorSpec.<Range>of(PrimeCounter.class);
        var pool = Troupe.of(worker, s -> s.max(workers).execution(Execution.PROCESS));
        ActorRef<Range> troupe = syndicate.createActor(pool);
        var counts = new ArrayList<CompletableFuture<Long>>();
        for (int from = 0; from < END; from += STEP) {
            counts.add(troupe.askAsync(new Range(from, from + STEP, begun), Duration.ofMinutes(5)));
        }
        long primes = 0;
        for (var count : counts) {
            primes += count.join();
            IO.print(watched ? "#" : ""); // a bar for those who look on
        }
        var status = Troupe.control(troupe).ask(new GetTroupeStatus());
        IO.println("%s%d primes below %d".formatted(watched ? "\n" : "", primes, END));
        IO.println("%d jobs run again".formatted(status.reExecutions()));
    }
}
