package io.sparkactor.remote.internal.session;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** UUIDs as {@link java.util.UUID#toString} writes them: only these come back from 16 bytes as they were. Stateless. */
final class UuidText {

    private static final int LENGTH = 36;

    /** What each character stands for; negative if for no digit. */
    private static final byte[] DIGITS = new byte[128];

    static {
        Arrays.fill(DIGITS, (byte) -1);
        for (int i = 0; i < 16; i++) {
            DIGITS[Character.forDigit(i, 16)] = (byte) i;
        }
    }

    private UuidText() {}

    /** Writes the 16 bytes behind a zero; false, and nothing is written, if the text is no UUID. In one pass, as each message has ids. */
    static boolean write(String text, ByteBuf out) {
        if (text.length() != LENGTH || !hasDashes(text)) {
            return false;
        }
        int a = four(text, 0);
        int b = four(text, 4);
        int c = four(text, 9);
        int d = four(text, 14);
        int e = four(text, 19);
        int f = four(text, 24);
        int g = four(text, 28);
        int h = four(text, 32);
        if ((a | b | c | d | e | f | g | h) < 0) {
            return false;
        }
        out.writeByte(0);
        out.writeLong(together(a, b, c, d));
        out.writeLong(together(e, f, g, h));
        return true;
    }

    private static boolean hasDashes(String text) {
        return text.charAt(8) == '-' && text.charAt(13) == '-' && text.charAt(18) == '-' && text.charAt(23) == '-';
    }

    /** Four digits; negative if they are not. */
    private static int four(String text, int at) {
        return digit(text.charAt(at)) << 12
                | digit(text.charAt(at + 1)) << 8
                | digit(text.charAt(at + 2)) << 4
                | digit(text.charAt(at + 3));
    }

    private static int digit(char c) {
        return c < DIGITS.length ? DIGITS[c] : -1;
    }

    private static long together(int a, int b, int c, int d) {
        return (long) a << 48 | (long) b << 32 | (long) c << 16 | d;
    }
}
