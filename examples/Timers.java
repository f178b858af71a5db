// Timers: a delayed message to oneself, a repeated one, and a handle that ends it. The message of a
// timer arrives like any other, in the actor's turn, never early; after close() of its handle none
// comes.
//
//     ./spark run examples/Timers.java

import module io.sparkactor;

enum Alarm {
    TICK,
    TIME_IS_UP
}

class Clock extends Actor<Alarm> {
    private final CountDownLatch finished;
    private TimerHandle ticking;
    private int ticks;

    Clock(CountDownLatch finished) {
        this.finished = finished;
    }

    @Override
    protected void preStart() {
        ticking = scheduleEvery(Duration.ofMillis(20), Alarm.TICK);
    }

    @Override
    protected void process(Message<Alarm> message) {
        switch (message.content()) {
            case TICK -> {
                ticks++;
                IO.println("tick " + ticks);
                if (ticks == 3) {
                    ticking.close();
                    scheduleAfter(Duration.ofMillis(100), Alarm.TIME_IS_UP);
                }
            }
            case TIME_IS_UP -> {
                IO.println("time is up after " + ticks + " ticks");
                finished.countDown();
            }
        }
    }
}

void main() throws InterruptedException {
    var finished = new CountDownLatch(1);
    try (var syndicate = Syndicate.open("timers")) {
        syndicate.createActor(() -> new Clock(finished));
        finished.await();
    }
}
