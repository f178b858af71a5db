package io.sparkactor.remote.internal.session;

import io.sparkactor.DeadLetterReason;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Why there will be no reply. Immutable. */
public sealed interface FailureCause {

    /**
     * The handler threw.
     *
     * @param className the class of what was thrown
     * @param message what it says of itself
     * @param stackTrace its stack trace, with those of its causes
     */
    record Threw(String className, String message, String stackTrace) implements FailureCause {

        /** How many characters each text has at most. */
        public static final int LONGEST = 32 << 10;

        /** Cuts off what is too long. */
        public Threw {
            className = cut(className);
            message = cut(message);
            stackTrace = cut(stackTrace);
        }

        /** A throwable in texts; one whose own methods throw does no harm. */
        public static Threw of(Throwable thrown) {
            String className = thrown.getClass().getName();
            try {
                StringWriter stack = new StringWriter();
                thrown.printStackTrace(new PrintWriter(stack));
                return new Threw(className, String.valueOf(thrown.getMessage()), stack.toString());
            } catch (Throwable unprintable) {
                return new Threw(className, "(which cannot be printed)", "");
            }
        }

        static String cut(String text) {
            return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
        }
    }

    /** The actor has stopped without having replied. */
    record Stopped() implements FailureCause {}

    /**
     * The message was refused behind the mailbox: it had been accepted, and became a dead letter.
     *
     * @param reason why
     */
    record Refused(DeadLetterReason reason) implements FailureCause {}
}
