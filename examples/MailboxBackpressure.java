// MailboxBackpressure: a sender that is too fast, under each answer to a mailbox that is full. The
// gauge may have three readings at
// once: one that it shows and two that wait.
//
//     ./spark run examples/MailboxBackpressure.java

import module io.sparkactor;

class Gauge extends Actor<Integer> {
    private final CountDownLatch entered;
    private final CountDownLatch mayShow;
    private final List<Integer> shown;

    Gauge(CountDownLatch entered, CountDownLatch mayShow, List<Integer> shown) {
        this.entered = entered;
        this.mayShow = mayShow;
        this.shown = shown;
    }

    @Override
    protected void process(Message<Integer> message) throws InterruptedException {
        entered.countDown();
        mayShow.await();
        shown.add(message.content());
    }
}

void show(Overflow overflow, CountDownLatch mayShow) throws InterruptedException {
    var entered = new CountDownLatch(1);
    var shown = new ArrayList<Integer>();
    try (var syndicate = Syndicate.open("backpressure")) {
        var gauge =
                syndicate.createActor(
                        ActorSpec.of(() -> new Gauge(entered, mayShow, shown))
                                .mailbox(Mailbox.bounded(3).overflow(overflow)));
        int refused = 0;
        for (int reading = 1; reading <= 6; reading++) {
            refused += gauge.tell(reading).accepted() ? 0 : 1;
            entered.await();
        }
        mayShow.countDown();
        syndicate.stopAfterQueue(gauge);
        syndicate.awaitStop(gauge, Duration.ofSeconds(5));
        long dropped = syndicate.ledger().deadLettered();
        var name = overflow.getClass().getSimpleName();
        IO.println(name + " shows " + shown + ", refused " + refused + ", dropped " + dropped);
    }
}

void main() throws InterruptedException {
    show(Overflow.REJECT, new CountDownLatch(1));
    show(Overflow.DROP_NEWEST, new CountDownLatch(1));
    show(Overflow.DROP_OLDEST, new CountDownLatch(1));
    show(
            Overflow.block(Duration.ofSeconds(5)),
            new CountDownLatch(0)); // waits, so the gauge must go on
}
