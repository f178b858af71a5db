package io.sparkactor.codec.cbor.internal.wire;

import io.sparkactor.spi.CodecException;
import io.sparkactor.spi.CodecException.Kind;

/** Makes the exceptions of one kind. Stateless. */
public final class Faults {

    private static final int LONGEST = 200;

    private Faults() {}

    /** Bytes that are no well-formed value. */
    public static CodecException malformed(String place, String what) {
        return new CodecException(Kind.MALFORMED, place + ": " + what, null);
    }

    /** A value that does not fit where it stands. */
    public static CodecException mismatch(String place, String what) {
        return new CodecException(Kind.MISMATCH, place + ": " + what, null);
    }

    /** Too deep, too long or too many. */
    public static CodecException limit(String place, String what) {
        return new CodecException(Kind.LIMIT, place + ": " + what + "; raise it in the CborLimits of both sides", null);
    }

    /** Something that does not travel. */
    public static CodecException unsupported(String place, String what) {
        return new CodecException(Kind.UNSUPPORTED, place + ": " + what, null);
    }

    /** A type that was not allowed. */
    public static CodecException notAllowed(String place, String type) {
        String text = place + ": type " + type + " is not allowed; allow it with CborCodec.builder().allow("
                + simple(type) + ".class)";
        return new CodecException(Kind.NOT_ALLOWED, text, null);
    }

    /** Code of the user that threw while it was asked to make or to read a value. */
    public static CodecException refused(String place, String what, Throwable cause) {
        return new CodecException(Kind.REFUSED, place + ": " + what + " threw " + shortened(cause.toString()), cause);
    }

    /** A name from the other end, fit for a log: at most 200 characters, and none that a Java name does not have. */
    public static String printable(String name) {
        return shortened(name)
                .codePoints()
                .map(c -> Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c)
                                || ".[;…".indexOf(c) >= 0
                        ? c
                        : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private static String simple(String type) {
        String tail = type.substring(type.lastIndexOf('.') + 1);
        return tail.substring(tail.lastIndexOf('$') + 1);
    }
}
