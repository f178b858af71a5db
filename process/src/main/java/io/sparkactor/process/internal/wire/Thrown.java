package io.sparkactor.process.internal.wire;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A throwable as texts. Immutable.
 *
 * @param className the name of its class
 * @param text what it says of itself
 * @param stack its stack trace, with those of its causes; cut off where it is very long
 */
public record Thrown(String className, String text, String stack) {

    private static final int LONGEST = 32 << 10;

    /** A throwable; one whose own methods throw does no harm. */
    public static Thrown of(Throwable thrown) {
        String className = thrown.getClass().getName();
        try {
            StringWriter stack = new StringWriter();
            thrown.printStackTrace(new PrintWriter(stack));
            return new Thrown(className, cut(String.valueOf(thrown)), cut(stack.toString()));
        } catch (Throwable unprintable) {
            return new Thrown(className, className + " (which cannot be printed)", "");
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
    }

    /** Reads one. */
    public static Thrown read(BodyReader body) throws IOException {
        return new Thrown(body.text(), body.text(), body.text());
    }

    /** Writes it. */
    public BodyWriter writeTo(BodyWriter body) {
        return body.text(className).text(text).text(stack);
    }
}
