package io.sparkactor.promises;

import io.sparkactor.Actor;
import io.sparkactor.ActorContext;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Message;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.codec.cbor.CborCodec;
import io.sparkactor.spi.Codec;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.TimerStore;
import java.time.Duration;

/** One run of a program with durable timers: a syndicate, clerks that do what they are told to, and what their timers have brought. */
final class DurableRun implements AutoCloseable {

    /** Longer than any day by which a test moves its clock. */
    private static final Duration LONG = Duration.ofDays(36_000);

    final Syndicate syndicate;

    /** What came from timers, as it was handled. */
    final Mail<Message<Object>> fired = new Mail<>();

    /** Events about durable timers. */
    final Mail<RuntimeEvent> events = new Mail<>();

    /** What a clerk does with the message of a timer besides. */
    volatile Handling handling = message -> {};

    DurableRun(RuntimeHooks hooks, TimerStore store) {
        this(hooks, store, CborCodec.builder().build());
    }

    DurableRun(RuntimeHooks hooks, TimerStore store, Codec codec) {
        syndicate = Syndicate.open("durable", c -> c.hooks(hooks).durableTimers(store, codec));
        syndicate.subscribe(RuntimeEvent.DurableTimerKept.class, events::put);
        syndicate.subscribe(RuntimeEvent.DurableTimerUnsettled.class, events::put);
    }

    /** What to do in a turn. */
    @FunctionalInterface
    interface Act {
        Object in(ActorContext<Object> context) throws Exception;
    }

    /** What a clerk does with the message of a timer. */
    @FunctionalInterface
    interface Handling {
        void of(Message<Object> message) throws Exception;
    }

    /** Does what acts say, and reports all else. */
    private final class Clerk extends Actor<Object> {

        @Override
        protected void process(Message<Object> message) throws Exception {
            if (message.content() instanceof Act act) {
                message.reply(act.in(context()));
            } else {
                fired.put(message);
                handling.of(message);
            }
        }
    }

    ActorSpec<Object> spec(String name) {
        return ActorSpec.<Object>of(Clerk::new).named(name);
    }

    ActorRef<Object> clerk() {
        return syndicate.createActor(spec("clerk"));
    }

    ActorRef<Object> clerk(Supervision supervision) {
        return syndicate.createActor(spec("clerk").supervision(supervision));
    }

    /** Lets an actor act, and waits for what comes of it. */
    static <T> T ask(ActorRef<Object> actor, Class<T> result, Act act) {
        return actor.ask(act, result, LONG);
    }

    /** The content of the next message of a timer. */
    Object next() throws InterruptedException {
        return fired.take().content();
    }

    @Override
    public void close() {
        syndicate.close(Duration.ZERO);
    }
}
