package io.sparkactor.persistence.internal.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The bytes of a log. All numbers are big-endian. Stateless.
 *
 * <pre>
 * file    0  8  what is in it, in ASCII       record  0  4  length of the body
 *         8  4  version of the format                 4  8  forced: so much of the file was on stable storage
 *        12  4  CRC-32C of the above                 12  4  CRC-32C of the above and of the record's position
 *        16     records                              16  4  CRC-32C of the body
 *                                                    20     body
 * </pre>
 *
 * A record without a body is a witness: it says how far the file was forced, and no more.
 */
final class LogFormat {

    static final int FILE_HEADER = 16;
    static final int RECORD_HEADER = 20;

    private static final int NAME = 8;
    private static final int VERSION = 1;

    private LogFormat() {}

    /** The first bytes of a file. */
    static byte[] fileHeader(String name) {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        if (ascii.length != NAME) {
            throw new IllegalArgumentException("a log has a name of " + NAME + " bytes, not \"" + name + "\"");
        }
        ByteBuffer header = ByteBuffer.allocate(FILE_HEADER).put(ascii).putInt(VERSION);
        return header.putInt(crc(header.array(), 0, NAME + Integer.BYTES)).array();
    }

    /** A record as it stands at a position. */
    static byte[] record(long position, long forced, byte[] body) {
        ByteBuffer record = ByteBuffer.allocate(RECORD_HEADER + body.length)
                .putInt(body.length)
                .putLong(forced);
        record.putInt(headerCrc(record.array(), 0, position));
        return record.putInt(crc(body, 0, body.length)).put(body).array();
    }

    /** Whether a whole record stands at a position. */
    static boolean isRecord(byte[] file, int position) {
        int left = file.length - position;
        if (left < RECORD_HEADER || intAt(file, position + 12) != headerCrc(file, position, position)) {
            return false;
        }
        int length = bodyLength(file, position);
        return length >= 0
                && length <= left - RECORD_HEADER
                && intAt(file, position + 16) == crc(file, position + RECORD_HEADER, length);
    }

    static int bodyLength(byte[] file, int position) {
        return intAt(file, position);
    }

    /** How much of the file was on stable storage when a record was written. */
    static long forced(byte[] file, int position) {
        return ByteBuffer.wrap(file).getLong(position + Integer.BYTES);
    }

    private static int intAt(byte[] file, int position) {
        return ByteBuffer.wrap(file).getInt(position);
    }

    /** With the position, so that a record inside of another one's body is none. */
    private static int headerCrc(byte[] bytes, int offset, long position) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, Integer.BYTES + Long.BYTES);
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(0, position));
        return (int) crc.getValue();
    }

    private static int crc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
