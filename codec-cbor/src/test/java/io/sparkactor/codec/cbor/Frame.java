package io.sparkactor.codec.cbor;

import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes made by hand. */
final class Frame {

    private Frame() {}

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** A value with the name of its type in front. */
    static byte[] typed(String name, int... content) {
        var out = new CborOutput(CborLimits.DEFAULT);
        out.writeTag(27);
        out.enterArray(2);
        out.writeText(name);
        byte[] start = out.toByteArray();
        byte[] all = Arrays.copyOf(start, start.length + content.length);
        for (int i = 0; i < content.length; i++) {
            all[start.length + i] = (byte) content[i];
        }
        return all;
    }
}
