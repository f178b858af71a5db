// Dead letters: what nobody will handle is told to whoever has subscribed, and the last ones are
// kept, each with the reason.
//
//     ./spark run examples/DeadLetters.java

import module io.sparkactor;

record Order(String item) {}

class Shop extends Actor<Order> {
    @Override
    protected void process(Message<Order> message) {
        IO.println("sold: " + message.content().item());
    }
}

void main() throws InterruptedException {
    try (var syndicate = Syndicate.open("market")) {
        var told = new CountDownLatch(2);
        syndicate.subscribe(
                RuntimeEvent.DeadLettered.class,
                event -> {
                    IO.println("told: " + event.deadLetter());
                    told.countDown();
                });

        var shop = syndicate.createActor(ActorSpec.of(Shop::new).named("shop"));
        shop.tell(new Order("apples"));
        syndicate.stopAfterQueue(shop);
        syndicate.awaitStop(shop, Duration.ofSeconds(1));

        Delivery delivery = shop.tell(new Order("pears"));
        IO.println("the sender: " + delivery);
        syndicate.tell(shop, new Order("plums"));

        told.await();
        for (DeadLetter letter : syndicate.deadLetters()) {
            IO.println("kept: " + letter.content() + ", " + letter.reason());
        }
        IO.println("in all: " + syndicate.diagnostics().deadLetters());
    }
}
