package io.sparkactor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An ask got no reply. Each reason has a subclass of its own. */
public abstract sealed class AskException extends SparkException
        permits AskTimeoutException,
                AskFailedException,
                AskTargetStoppedException,
                AskRefusedException,
                AskCycleException,
                AskWrongReplyException {

    private static final long serialVersionUID = 1L;

    /** The facts of the ask. */
    private final transient Facts facts;

    AskException(Facts facts, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.facts = facts;
    }

    /** The path of the actor that was asked. */
    public final String target() {
        return facts.target();
    }

    /** The class of the request. */
    public final Class<?> messageType() {
        return facts.messageType();
    }

    /** How many messages waited at the target when the ask ended. */
    public final long queueDepth() {
        return facts.queueDepth();
    }

    /** How long the ask had lasted. */
    public final Duration elapsed() {
        return facts.elapsed();
    }

    /**
     * What every failed ask knows. Immutable.
     *
     * @param target the path of the actor that was asked
     * @param messageType the class of the request
     * @param queueDepth how many messages waited at the target when the ask ended
     * @param elapsed how long the ask had lasted
     */
    public record Facts(String target, Class<?> messageType, long queueDepth, Duration elapsed) {

        String start() {
            return "ask to " + target + " with " + messageType.getSimpleName();
        }

        String end() {
            return " (after " + millis(elapsed) + "; " + queueDepth
                    + (queueDepth == 1 ? " message was waiting there)" : " messages were waiting there)");
        }

        static String millis(Duration time) {
            return time.toMillis() + " ms";
        }
    }
}
