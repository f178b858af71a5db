package io.sparkactor.remote;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Signal;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/** An actor that carries out orders in its turn, throws what it is told to, and passes on all else. Orders are for actors of one JVM. */
final class Doll extends Actor<Object> {

    private final BlockingQueue<Object> seen;

    /** One that passes on to this. */
    Doll(BlockingQueue<Object> seen) {
        this.seen = seen;
    }

    /** Gives an order, and waits until it was carried out. */
    static void order(ActorRef<Object> doll, Consumer<Doll> order) {
        doll.ask(order, String.class, SyndicateExitsTest.PATIENCE);
    }

    @Override
    @SuppressWarnings("unchecked") // an order, as the tests know
    protected void process(Message<Object> message) {
        switch (message.content()) {
            case Consumer<?> order -> {
                ((Consumer<Doll>) order).accept(this);
                message.reply("done");
            }
            case RuntimeException exception -> throw exception;
            default -> seen.add(message.content());
        }
    }

    @Override
    protected void onSignal(Signal signal) {
        seen.add(signal);
    }

    void watch(ActorRef<?> target) {
        monitor(target);
    }

    void unwatch(ActorRef<?> target) {
        unmonitor(target);
    }

    void tie(ActorRef<?> other, boolean trap) {
        trapExits(trap);
        link(other);
    }

    void send(Object message, ActorRef<Object> target) {
        tell(message, target);
    }
}
