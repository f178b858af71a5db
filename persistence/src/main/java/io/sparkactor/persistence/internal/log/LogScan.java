package io.sparkactor.persistence.internal.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a file holds that may have seen a crash. Immutable.
 *
 * <p>Where the records end before the file does, either a crash has torn what was being written, or something has damaged what was
 * written long ago. Each record says how far the file was on stable storage before it: if one behind the bad place says that this place
 * was, the place is damaged, and nobody may go on as if what stood there had never been. If none does, the end is cut off. What was
 * forced last has no witness until something is written behind it, which {@link RecordLog#close} does: damaged in the meantime, it passes
 * for torn.
 *
 * @param bodies of the whole records, in order, without those that only bear witness
 * @param length the end of the last of them
 * @param witnessed whether nothing stands behind the last witness
 */
record LogScan(List<byte[]> bodies, long length, boolean witnessed) {

    /**
     * Looks through a file.
     *
     * @throws IOException if it is another file, or is damaged
     */
    static LogScan of(Path path, String name, byte[] file) throws IOException {
        byte[] header = LogFormat.fileHeader(name);
        if (file.length < header.length || !Arrays.equals(file, 0, header.length, header, 0, header.length)) {
            throw new IOException(
                    path + " is no file of " + name + " that this version can read, or is damaged at offset 0");
        }
        List<byte[]> bodies = new ArrayList<>();
        int at = header.length;
        boolean witnessed = true;
        while (LogFormat.isRecord(file, at)) {
            int start = at + LogFormat.RECORD_HEADER;
            at = start + LogFormat.bodyLength(file, at);
            witnessed = at == start;
            if (!witnessed) {
                bodies.add(Arrays.copyOfRange(file, start, at));
            }
        }
        checkTorn(path, file, at);
        return new LogScan(bodies, at, witnessed);
    }

    private static void checkTorn(Path path, byte[] file, int end) throws IOException {
        for (int at = end + 1; at < file.length; at++) {
            if (LogFormat.isRecord(file, at) && LogFormat.forced(file, at) > end) {
                throw new IOException(
                        path + " is damaged at offset " + end + ": the record there is not whole, but the one at "
                                + at
                                + " was written when it was; nothing was changed. Take a copy of the file from before, or cut"
                                + " it at " + end + " to go on without what follows");
            }
        }
    }
}
