package io.sparkactor.command;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a command wrote to one of its outputs, as far as it was kept: all of it, or, if that was more than {@link Command#maxBuffer},
 * the first half and the last half of so many bytes. Immutable.
 */
public final class CapturedOutput {

    private static final CapturedOutput NONE = new CapturedOutput(new byte[0], new byte[0], 0, StandardCharsets.UTF_8);

    private final byte[] first;
    private final byte[] last;
    private final long totalBytes;
    private final Charset charset;

    /** Takes the arrays as its own. */
    CapturedOutput(byte[] first, byte[] last, long totalBytes, Charset charset) {
        this.first = first;
        this.last = last;
        this.totalBytes = totalBytes;
        this.charset = charset;
    }

    /** The output of what never ran. */
    static CapturedOutput none() {
        return NONE;
    }

    /** How many bytes the command wrote in all. */
    public long totalBytes() {
        return totalBytes;
    }

    /** Whether some of it was not kept. */
    public boolean truncated() {
        return totalBytes > (long) first.length + last.length;
    }

    /** The bytes that were kept: the beginning, then, without a gap to be seen, the end. */
    public byte[] bytes() {
        byte[] all = Arrays.copyOf(first, first.length + last.length);
        System.arraycopy(last, 0, all, first.length, last.length);
        return all;
    }

    /** All of it as text, or the beginning if some was not kept. What is no text in the charset is replaced by U+FFFD. */
    public String beginning() {
        return truncated()
                ? ChunkDecoder.withoutCutEnd(charset, first)
                : charset.decode(ByteBuffer.wrap(bytes())).toString();
    }

    /** The end as text if some was not kept, empty otherwise. */
    public String end() {
        return truncated() ? charset.decode(lastWhole()).toString() : "";
    }

    /** All of it as text; if some was not kept, the beginning and the end with a line between them that says how much is missing. */
    public String text() {
        if (!truncated()) {
            return beginning();
        }
        long missing = totalBytes - first.length - last.length;
        return beginning() + "\n[... " + missing + " bytes were not kept ...]\n" + end();
    }

    /** The end without the rest of a character that was cut; only of UTF-8 it can be told where the next one begins. */
    private ByteBuffer lastWhole() {
        int from = 0;
        if (charset.equals(StandardCharsets.UTF_8)) {
            while (from < last.length && from < 3 && (last[from] & 0xC0) == 0x80) {
                from++;
            }
        }
        return ByteBuffer.wrap(last, from, last.length - from);
    }

    /** The text. */
    @Override
    public String toString() {
        return text();
    }
}
