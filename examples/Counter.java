// A typed protocol: javac checks which messages an actor takes, and what each request is answered
// with. Try it: ask a Total of an ActorRef<String>, or reply with a String.
//
//     ./spark run examples/Counter.java

import module io.sparkactor;

sealed interface Command {}

record Add(int n) implements Command {}

record Total() implements Command, Request<Command, Long> {}

class Counter extends Actor<Command> {
    private long total; // a plain field: one message at a time

    @Override
    protected void process(Message<Command> message) {
        switch (message.content()) {
            case Add(int n) -> total += n;
            case Total request -> message.reply(request, total);
        }
    }
}

void main() {
    try (var syndicate = Syndicate.open("counter")) {
        ActorRef<Command> counter = syndicate.createActor(Counter::new);
        for (int i = 1; i <= 100; i++) {
            counter.tell(new Add(i));
        }
        // Behind the hundred, since what one sender sends one receiver keeps its order.
        long total = counter.ask(new Total(), Duration.ofSeconds(1));
        IO.println("total " + total);
    }
}
