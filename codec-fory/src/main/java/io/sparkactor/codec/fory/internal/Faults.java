package io.sparkactor.codec.fory.internal;

import io.sparkactor.spi.CodecException;
import io.sparkactor.spi.CodecException.Kind;
import java.util.HashSet;
import java.util.Set;
import org.apache.fory.exception.ClassNotCompatibleException;
import org.apache.fory.exception.InsecureException;
import org.jspecify.annotations.Nullable;

/** Says what went wrong, in the words of {@link CodecException}. Immutable. */
final class Faults {

    private static final String RAISE = "; raise it in the ForyLimits of both sides";

    private final Set<String> names = new HashSet<>();

    /**
     * For one instance.
     *
     * @param known the types of the application: what is thrown out of them is theirs
     */
    Faults(Set<Class<?>> known) {
        known.forEach(type -> names.add(type.getName()));
    }

    /** @param refused the class that was refused, if that was it */
    CodecException encoding(RuntimeException thrown, @Nullable Class<?> refused) {
        CodecException told = told(thrown);
        if (told != null) {
            return told;
        }
        if (refused != null) {
            return Refusing.fault(refused);
        }
        Throwable ofUser = ofUser(thrown);
        if (ofUser != null) {
            return refused("a value that was read", ofUser);
        }
        Throwable cause = root(thrown);
        if (cause instanceof StackOverflowError || cause instanceof IndexOutOfBoundsException) {
            return new CodecException(
                    Kind.LIMIT, "the value: nested deeper than the limit, or in a circle" + RAISE, cause);
        }
        return new CodecException(Kind.UNSUPPORTED, "the value: " + Advice.printable(cause.toString()), cause);
    }

    CodecException decoding(RuntimeException thrown) {
        CodecException told = told(thrown);
        if (told != null) {
            return told;
        }
        Throwable ofUser = ofUser(thrown);
        if (ofUser != null) {
            return refused("a value that was made", ofUser);
        }
        Throwable cause = root(thrown);
        String text = "the value: " + Advice.printable(String.valueOf(cause.getMessage()));
        return switch (cause) {
            case InsecureException e -> insecure(e, text);
            case StackOverflowError e -> new CodecException(Kind.LIMIT, "the value: nested too deep" + RAISE, e);
            case OutOfMemoryError e -> new CodecException(Kind.LIMIT, "the value: too large for the heap" + RAISE, e);
            case ClassNotCompatibleException e -> new CodecException(Kind.MISMATCH, text, e);
            case ClassCastException e -> new CodecException(Kind.MISMATCH, text, e);
            default -> new CodecException(Kind.MALFORMED, text, cause);
        };
    }

    private static CodecException insecure(InsecureException e, String text) {
        String said = String.valueOf(e.getMessage());
        boolean limit = said.contains("exceed");
        return new CodecException(limit ? Kind.LIMIT : Kind.NOT_ALLOWED, limit ? text + RAISE : text, e);
    }

    private static CodecException refused(String what, Throwable cause) {
        return new CodecException(
                Kind.REFUSED, "the value: " + what + " threw " + Advice.printable(cause.toString()), cause);
    }

    private static @Nullable CodecException told(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof CodecException told) {
                return told;
            }
        }
        return null;
    }

    /** What Fory has wrapped; what that was caused by is not of interest. */
    private static Throwable root(Throwable thrown) {
        Throwable at = thrown;
        while (at.getCause() != null && at.getClass().getName().startsWith("org.apache.fory.")) {
            at = at.getCause();
        }
        return at;
    }

    private @Nullable Throwable ofUser(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (isOfUser(at)) {
                return at;
            }
        }
        return null;
    }

    /** Whether code of one of the types threw, and not Fory's that reads or writes it. */
    private boolean isOfUser(Throwable cause) {
        if (cause instanceof StackOverflowError) {
            return false;
        }
        for (StackTraceElement frame : cause.getStackTrace()) {
            if (names.contains(frame.getClassName())) {
                return true;
            }
            if (frame.getClassName().startsWith("org.apache.fory.")) {
                return false;
            }
        }
        return false;
    }
}
