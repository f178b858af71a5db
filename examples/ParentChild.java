// Actors that create actors. A foreman has a child for each job, and learns by a signal that it has
// ended: behind all that the child has sent. Who stops a parent stops its children first.
//
//     ./spark run examples/ParentChild.java

import module io.sparkactor;

sealed interface Work {}

record Square(int number) implements Work {}

record Squared(int square) implements Work {}

class Worker extends Actor<Square> {
    @Override
    protected void process(Message<Square> message) {
        int number = message.content().number();
        message.reply(new Squared(number * number)); // to the sender, the foreman
        stop(); // one job, one child
    }

    @Override
    protected void postStop() {
        IO.println(context().path() + " ends");
    }
}

class Foreman extends Actor<Work> {
    private int sum;

    @Override
    protected void preStart() {
        createActor(ActorSpec.of(Worker::new).named("idler")); // ends with the foreman
    }

    @Override
    protected void process(Message<Work> message) {
        switch (message.content()) {
            case Square job -> tell(job, createActor(ActorSpec.of(Worker::new).named("worker")));
            case Squared(int square) -> sum += square;
        }
    }

    @Override
    protected void onSignal(Signal signal) {
        IO.println("a child has ended, the sum is " + sum); // a ChildExited
    }

    @Override
    protected void postStop() {
        IO.println("the foreman ends");
    }
}

void main() {
    try (var syndicate = Syndicate.open("works")) {
        var foreman = syndicate.createActor(ActorSpec.of(Foreman::new).named("foreman"));
        foreman.tell(new Square(7));
    } // close() lets them finish what is queued, then stops them all
}
