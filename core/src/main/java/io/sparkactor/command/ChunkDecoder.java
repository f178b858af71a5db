package io.sparkactor.command;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/**
 * Decodes bytes that come in chunks: a character that is cut by the border of two chunks comes whole with the second one. Confined to
 * one thread.
 */
final class ChunkDecoder {

    private final CharsetDecoder decoder;
    private byte[] rest = new byte[0];

    ChunkDecoder(Charset charset) {
        decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    /** The characters that are whole now; empty if the chunk completes none. */
    String decode(byte[] chunk, int length) {
        ByteBuffer in = ByteBuffer.allocate(rest.length + length)
                .put(rest)
                .put(chunk, 0, length)
                .flip();
        CharBuffer out = room(in);
        decoder.decode(in, out, false);
        rest = new byte[in.remaining()];
        in.get(rest);
        return out.flip().toString();
    }

    /** What is left when no more comes: a replacement for what was cut, or nothing. */
    String end() {
        ByteBuffer in = ByteBuffer.wrap(rest);
        CharBuffer out = room(in);
        decoder.decode(in, out, true);
        decoder.flush(out);
        return out.flip().toString();
    }

    /** The text of bytes whose last character may be cut: it is left out. */
    static String withoutCutEnd(Charset charset, byte[] bytes) {
        return new ChunkDecoder(charset).decode(bytes, bytes.length);
    }

    /** Room for whatever the bytes may become, also for what the decoder itself holds back. */
    private CharBuffer room(ByteBuffer in) {
        return CharBuffer.allocate((int) Math.ceil((in.remaining() + 1) * (double) decoder.maxCharsPerByte()) + 8);
    }
}
