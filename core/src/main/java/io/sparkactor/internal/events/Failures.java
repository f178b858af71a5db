package io.sparkactor.internal.events;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/** What users' code has thrown, told to others; a throwable whose own methods throw does no harm. Stateless. */
public final class Failures {

    private Failures() {}

    /** A throwable in words: what its {@code toString} says, or its class if that throws. */
    public static String text(Throwable thrown) {
        try {
            return String.valueOf(thrown);
        } catch (Throwable unprintable) {
            return thrown.getClass().getName() + " (which cannot be printed)";
        }
    }

    /** Logs a warning with the stack trace, or without if that cannot be printed. */
    public static void warn(Logger log, Supplier<String> message, Throwable thrown) {
        try {
            log.log(Level.WARNING, message, thrown);
        } catch (Throwable unprintable) {
            log.log(Level.WARNING, message.get() + ": " + text(thrown));
        }
    }
}
