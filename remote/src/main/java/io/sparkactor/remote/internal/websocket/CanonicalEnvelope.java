package io.sparkactor.remote.internal.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.websocket.FrameHeader.Envelope;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header of an envelope that is written as the original and we write it: keys sorted, no blanks, texts of printable ASCII in which
 * nothing is escaped. Nearly all that a relay gets is of that form, and a JSON parser takes most of the time of its way. What is not is left to
 * {@link HeaderReader}, which comes to the same result wherever this one comes to any. Confined to one thread.
 */
final class CanonicalEnvelope {

    private static final byte[] WITH_ACK = ascii("{'auth':null,'frame_id':'");
    private static final byte[] WITHOUT_ACK = ascii("{'ack':false,'auth':null,'frame_id':'");
    private static final byte[] KIND = ascii(",'kind':'envelope',");
    private static final byte[] NEEDS = ascii("'needs':'");
    private static final byte[] SOURCE = ascii("'reason':null,'source':'");
    private static final byte[] TARGET = ascii(",'target':'");
    private static final byte[] END = ascii(",'version':1}");

    private final byte[] json;
    private int at;

    private CanonicalEnvelope(byte[] json) {
        this.json = json;
    }

    private static byte[] ascii(String text) {
        return text.replace('\'', '"').getBytes(US_ASCII);
    }

    /**
     * Reads a header.
     *
     * @param message holds it; its indices are not changed
     * @return null if it is not of this form, whatever else it is
     */
    static @Nullable Envelope read(ByteBuf message, int start, int length) {
        byte[] json = new byte[length];
        message.getBytes(start, json);
        return new CanonicalEnvelope(json).envelope();
    }

    private @Nullable Envelope envelope() {
        boolean wantsAck = skip(WITH_ACK);
        String frameId = wantsAck || skip(WITHOUT_ACK) ? text() : null;
        if (frameId == null || !skip(KIND)) {
            return null;
        }
        String needs = null;
        if (skip(NEEDS)) {
            needs = text();
            if (needs == null || !skip(',')) {
                return null;
            }
        }
        String source = skip(SOURCE) ? text() : null;
        String target = source != null && skip(TARGET) ? text() : null;
        if (source == null || target == null || !skip(END) || at != json.length) {
            return null;
        }
        return new Envelope(new SystemId(source), new SystemId(target), frameId, wantsAck, needs);
    }

    private boolean skip(byte[] expected) {
        int end = at + expected.length;
        if (end > json.length || !Arrays.equals(json, at, end, expected, 0, expected.length)) {
            return false;
        }
        at = end;
        return true;
    }

    private boolean skip(char expected) {
        boolean there = at < json.length && json[at] == expected;
        at += there ? 1 : 0;
        return there;
    }

    /** Whether a text is in JSON what it is in ASCII. */
    static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(int c) {
        return c >= ' ' && c <= '~' && c != '"' && c != '\\';
    }

    /** The text up to a quotation mark, which is skipped; null if it says nothing, is too long, or has anything special in it. */
    private @Nullable String text() {
        int start = at;
        int limit = Math.min(json.length, start + FrameHeader.LONGEST_TEXT + 1);
        for (int i = start; i < limit; i++) {
            byte b = json[i];
            if (b == '"') {
                at = i + 1;
                String text = new String(json, start, i - start, ISO_8859_1);
                return text.isBlank() ? null : text;
            }
            if (!isPlain(b)) {
                return null;
            }
        }
        return null;
    }
}
