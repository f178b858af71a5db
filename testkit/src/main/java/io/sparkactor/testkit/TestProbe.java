package io.sparkactor.testkit;

import io.sparkactor.ActorRef;
import io.sparkactor.Delivery;
import io.sparkactor.Endpoint;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A receiver that a test can assert on: it takes any message and gives them out in the order in which they came.
 *
 * <p>Waits are in real time, also where the syndicate runs on a {@link ManualClock}; only in a simulation they are in its virtual time.
 * The default is {@link Await#DEFAULT_TIMEOUT}.
 * Every failed expectation is an {@link AssertionError} that says what was expected, what came, and after how long.
 *
 * <p>{@link #ref} and {@link #tell} may be used by any thread; the expectations belong to one thread at a time.
 */
public final class TestProbe implements AutoCloseable {

    private final Endpoint endpoint;

    private TestProbe(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Opens a probe; it ends with its syndicate at the latest. */
    public static TestProbe in(Syndicate syndicate) {
        return new TestProbe(syndicate.endpoint());
    }

    /** Where to send messages for this probe. */
    public ActorRef<Object> ref() {
        return endpoint.ref();
    }

    /** Sends a message with this probe as the sender, so that the reply comes here. */
    public <M> Delivery tell(ActorRef<M> target, M message) {
        return endpoint.tell(target, message);
    }

    /** Takes the next message, whatever it is. */
    public Message<Object> receive() {
        return receive(Await.DEFAULT_TIMEOUT);
    }

    /**
     * Takes the next message, whatever it is.
     *
     * @throws AssertionError if none comes in time
     */
    public Message<Object> receive(Duration timeout) {
        return next(timeout, "a message");
    }

    /** Takes the next message, which must have this content; see {@link #expectMessage(Object, Duration)}. */
    public Message<Object> expectMessage(Object content) {
        return expectMessage(content, Await.DEFAULT_TIMEOUT);
    }

    /**
     * Takes the next message, whose content must equal the given one.
     *
     * @throws AssertionError if none comes in time, or another one
     */
    public Message<Object> expectMessage(Object content, Duration timeout) {
        Objects.requireNonNull(content, "content");
        var start = WaitTime.nanoTime();
        var expected = "the message " + described(content);
        var message = next(timeout, expected);
        if (!content.equals(message.content())) {
            throw unexpected(expected, message, start);
        }
        return message;
    }

    /** Takes the next message, which must be of this type; see {@link #expectMessage(Class, Duration)}. */
    public <T> T expectMessage(Class<T> type) {
        return expectMessage(type, Await.DEFAULT_TIMEOUT);
    }

    /**
     * Takes the next message, whose content must be of a type.
     *
     * @return the content
     * @throws AssertionError if none comes in time, or one of another type
     */
    public <T> T expectMessage(Class<T> type, Duration timeout) {
        Objects.requireNonNull(type, "type");
        var start = WaitTime.nanoTime();
        var expected = "a message of type " + type.getName();
        var message = next(timeout, expected);
        if (!type.isInstance(message.content())) {
            throw unexpected(expected, message, start);
        }
        return type.cast(message.content());
    }

    /**
     * Makes sure that nothing comes; waits the whole time if so.
     *
     * @param time how long; zero looks once
     * @throws AssertionError if a message comes; it is taken
     */
    public void expectNoMessage(Duration time) {
        var start = WaitTime.nanoTime();
        var message = poll(time);
        if (message != null) {
            throw unexpected("no message for " + time.toMillis() + " ms", message, start);
        }
    }

    /** Closes the probe: later sends to it are refused. Idempotent. */
    @Override
    public void close() {
        endpoint.close();
    }

    private Message<Object> next(Duration timeout, String expected) {
        var start = WaitTime.nanoTime();
        var message = poll(timeout);
        if (message == null) {
            throw new AssertionError("expected " + expected + ", but none came in " + Await.millisSince(start) + " ms");
        }
        return message;
    }

    private @Nullable Message<Object> poll(Duration time) {
        if (Simulation.current().isPresent()) {
            return endpoint.poll(time).orElse(null);
        }
        var found = new AtomicReference<@Nullable Message<Object>>();
        Await.holdsWithin(time, () -> {
            found.setPlain(endpoint.poll(Duration.ZERO).orElse(null));
            return found.getPlain() != null;
        });
        return found.getPlain();
    }

    private static AssertionError unexpected(String expected, Message<Object> message, long start) {
        return new AssertionError("expected " + expected + ", but " + described(message.content()) + " came after "
                + Await.millisSince(start) + " ms");
    }

    private static String described(Object content) {
        return "<" + content + "> (" + content.getClass().getName() + ")";
    }
}
