// A durable timer: the first run schedules a reminder and ends before it is due, the second one
// fires it. The reminder belongs to the name of its actor, and is on the disk when the call that
// schedules it has returned.
//
//     ./spark run examples/DurableTimer.java
//     ./spark run examples/DurableTimer.java

import module io.sparkactor;

import io.sparkactor.codec.cbor.CborCodec;
import io.sparkactor.persistence.timer.FileTimerStore;

sealed interface Note {}

record Remember(String what, Duration in) implements Note, Request<Note, String> {}

record Remind(String what) implements Note {}

class Clerk extends Actor<Note> {
    private final CountDownLatch fired;

    Clerk(CountDownLatch fired) {
        this.fired = fired;
    }

    @Override
    protected void process(Message<Note> message) {
        switch (message.content()) {
            case Remember request -> {
                durableTimer("tea", request.in(), new Remind(request.what()));
                message.reply(request, "reminder set: " + request.what());
            }
            case Remind(String what) -> {
                IO.println("fired=true: " + what);
                fired.countDown();
            }
        }
    }
}

void main(String[] arguments) throws Exception {
    String folder = arguments.length > 0 ? arguments[0] : System.getProperty("java.io.tmpdir");
    Path file = Path.of(folder, "spark-reminders.log");
    boolean first = Files.notExists(file);
    var codec = CborCodec.builder().allow(Remind.class).build();
    var fired = new CountDownLatch(1);
    try (var syndicate =
            Syndicate.open("desk", c -> c.durableTimers(FileTimerStore.open(file), codec))) {
        ActorRef<Note> clerk =
                syndicate.createActor(ActorSpec.of(() -> new Clerk(fired)).named("clerk"));
        if (first) {
            IO.println(clerk.ask(new Remember("drink tea", Duration.ofSeconds(1))));
            return; // before it is due
        }
        fired.await();
    }
    Files.delete(file);
}
