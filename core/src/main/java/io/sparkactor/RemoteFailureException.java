package io.sparkactor;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;

/**
 * Stands for what was thrown in another process or system. That stays there; its class, its text and its stack come as texts, so that
 * nothing need be loaded here. Immutable.
 */
public final class RemoteFailureException extends SparkException {

    private static final long serialVersionUID = 1L;

    /** How many characters each text has at most; what is longer is cut. */
    public static final int LONGEST_TEXT = 32 << 10;

    private final String thrownClass;
    private final String remoteStack;

    /**
     * Called by the runtime.
     *
     * @param message what the throwable says of itself
     * @param thrownClass the name of its class
     * @param remoteStack its stack trace, with those of its causes
     */
    public RemoteFailureException(String message, String thrownClass, String remoteStack) {
        super(cut(Objects.requireNonNull(message, "message")), null);
        this.thrownClass = cut(Objects.requireNonNull(thrownClass, "thrownClass"));
        this.remoteStack = cut(Objects.requireNonNull(remoteStack, "remoteStack"));
        setStackTrace(new StackTraceElement[0]); // where it was read tells nothing
    }

    /** A throwable in texts; itself, if it is that already. One whose own methods throw does no harm. */
    public static RemoteFailureException of(Throwable thrown) {
        if (Objects.requireNonNull(thrown, "thrown") instanceof RemoteFailureException done) {
            return done;
        }
        String thrownClass = thrown.getClass().getName();
        try {
            StringWriter stack = new StringWriter();
            thrown.printStackTrace(new PrintWriter(stack));
            return new RemoteFailureException(String.valueOf(thrown.getMessage()), thrownClass, stack.toString());
        } catch (Throwable unprintable) {
            return new RemoteFailureException("(which cannot be printed)", thrownClass, "");
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
    }

    /** The name of the class of what was thrown. */
    public String thrownClass() {
        return thrownClass;
    }

    /** Its stack trace where it was thrown, with those of its causes. */
    public String remoteStack() {
        return remoteStack;
    }

    /** Prints the stack trace from there instead of the one here. */
    @Override
    public void printStackTrace(PrintStream stream) {
        stream.print(printed());
    }

    /** Prints the stack trace from there instead of the one here. */
    @Override
    public void printStackTrace(PrintWriter writer) {
        writer.print(printed());
    }

    private String printed() {
        return this + System.lineSeparator() + "Where it was thrown: " + remoteStack;
    }
}
