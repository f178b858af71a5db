package io.sparkactor.promises;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Signal;
import io.sparkactor.Watch;
import java.util.function.Consumer;

/**
 * An actor that does what it is told, in its turn: it runs orders, throws exceptions, and passes on signals and all other messages.
 * Confined to its actor; the static methods are for the test.
 */
final class Puppet extends Actor<Object> {

    private final Mail<Object> seen;

    /** A puppet that passes on to this. */
    Puppet(Mail<Object> seen) {
        this.seen = seen;
    }

    /** Gives an order, and waits until it was carried out. */
    static void order(ActorRef<Object> puppet, Consumer<Puppet> order) {
        puppet.ask(order, String.class, Gate.PATIENCE);
    }

    /** Gives an order and does not wait. */
    static void orderAndGoOn(ActorRef<Object> puppet, Consumer<Puppet> order) {
        puppet.tell(order);
    }

    /** Returns when it has carried out all it was told before, and so is alive. */
    static void checkAlive(ActorRef<Object> puppet) {
        order(puppet, self -> {});
    }

    @Override
    @SuppressWarnings("unchecked")
    protected void process(Message<Object> message) throws Exception {
        switch (message.content()) {
            case Consumer<?> order -> {
                ((Consumer<Puppet>) order).accept(this);
                message.reply("done");
            }
            case Exception exception -> throw exception;
            default -> seen.put(message.content());
        }
    }

    @Override
    protected void onSignal(Signal signal) {
        seen.put(signal);
    }

    Puppet tie(ActorRef<?> other) {
        link(other);
        return this;
    }

    void cut(ActorRef<?> other) {
        unlink(other);
    }

    Puppet trap() {
        trapExits(true);
        return this;
    }

    Puppet watch(ActorRef<?> target) {
        monitor(target);
        return this;
    }

    void unwatch(ActorRef<?> target) {
        unmonitor(target);
    }

    void end(ActorRef<?> target) {
        context().stopAfterQueue(target);
    }

    Puppet lookAt(Watch... watches) {
        watch(watches);
        return this;
    }

    Puppet again(Watch watch) {
        rearm(watch);
        return this;
    }

    <T> void send(T message, ActorRef<? super T> target) {
        tell(message, target);
    }
}
