package io.sparkactor.spi;

import io.sparkactor.SparkException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value or bytes that a {@link Codec} refuses. The text names the place and what to do; {@link #kind()} tells programs. */
public final class CodecException extends SparkException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Called by codecs. */
    public CodecException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    /** Why it was refused. */
    public Kind kind() {
        return kind;
    }

    /** Why something was refused. Immutable. */
    public enum Kind {
        /** A value of a kind that does not travel, whatever is allowed: a lambda, an exception, a mutable class. */
        UNSUPPORTED,
        /** A type that travels, but was not allowed here. */
        NOT_ALLOWED,
        /** A type that the codec may not look into: its module does not open the package. */
        INACCESSIBLE,
        /** Bytes that are not exactly one well-formed value. */
        MALFORMED,
        /** Well-formed bytes that do not fit the type they are for: a component missing, unknown, or of another kind. */
        MISMATCH,
        /** Deeper, longer or more than the limits. */
        LIMIT,
        /** The type's own constructor, or one of its accessors, threw; the cause is what it threw. */
        REFUSED
    }
}
