// An actor that heals. A clerk that fails is restarted: the same ref and queue, a fresh state.
// The order that it failed on is tried once more; one that is hopeless is kept aside, and the clerk
// goes on with the next.
//
//     ./spark run examples/Supervision.java

import module io.sparkactor;

import java.util.logging.Level;
import java.util.logging.Logger;

final Logger warnings = Logger.getLogger("io.sparkactor.Actor"); // each failure is a warning there

class Clerk extends Actor<String> {
    private int sold; // goes with the old instance
    private String who;

    @Override
    protected void preStart() {
        who = "clerk " + context().generation();
        own(() -> IO.println(who + " hands in the key")); // closed on stop and restart
    }

    @Override
    protected void process(Message<String> message) {
        String item = message.content();
        boolean isThere = !item.equals("unicorn") && !(item.equals("umbrella") && sold > 0);
        if (!isThere) {
            throw new NoSuchElementException("no " + item + " in sight");
        }
        IO.println(who + " sells " + item + ", number " + ++sold);
    }
}

void main() {
    warnings.setLevel(Level.OFF);
    var strategy =
            Supervision.restart()
                    .limit(5, Duration.ofMinutes(1)) // the next restart would end the clerk
                    .backoff(Backoff.exponential(Duration.ofMillis(2), Duration.ofMillis(100)))
                    .retries(1)
                    .parking(10);
    try (var syndicate = Syndicate.open("shop")) {
        var clerk = syndicate.createActor(ActorSpec.of(Clerk::new).supervision(strategy));
        for (String item : List.of("hat", "umbrella", "unicorn", "scarf")) {
            clerk.tell(item);
        }
        syndicate.stopAfterQueue(clerk);
        syndicate.awaitStop(clerk, Duration.ofSeconds(5));
        IO.println("kept aside: " + syndicate.parked(clerk).getFirst().cause().getMessage());
    }
}
