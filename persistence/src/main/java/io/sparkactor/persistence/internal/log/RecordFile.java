package io.sparkactor.persistence.internal.log;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;

/**
 * A file of records that is open, and how far it has got. Confined to one thread at a time, but for {@link #force}, which another thread may
 * call meanwhile.
 */
final class RecordFile implements Closeable {

    private static final Logger LOG = System.getLogger("io.sparkactor.persistence");

    private final Path path;
    private final LogFile file;
    private final int longest;

    private long length = LogFormat.FILE_HEADER;
    private long forced = LogFormat.FILE_HEADER;

    /** Whether nothing stands behind the last record that bears witness. */
    private boolean witnessed;

    /** A file with a header and no records; or of which {@link #load} finds out what is there. */
    RecordFile(Path path, LogFile file, int longest) {
        this.path = path;
        this.file = file;
        this.longest = longest;
    }

    /** Where the next record will begin. */
    long length() {
        return length;
    }

    /** So much of it is surely on stable storage. */
    long forced() {
        return forced;
    }

    boolean isForced() {
        return forced == length;
    }

    boolean isWitnessed() {
        return witnessed;
    }

    /** Takes the whole file, without the torn end that it may have. */
    void load(String name, LogContents contents) throws IOException {
        load(file.length(), name, contents);
    }

    /** Goes back to what was surely on stable storage. */
    void loadForced(String name, LogContents contents) throws IOException {
        long sure = forced;
        load(sure, name, contents);
        forced = sure;
    }

    private void load(long upTo, String name, LogContents contents) throws IOException {
        if (upTo > longest) {
            throw new IOException(path + " has " + upTo + " bytes, and may not have more than " + longest);
        }
        LogScan scan = LogScan.of(path, name, file.read(upTo));
        if (scan.length() < upTo) {
            LOG.log(
                    Level.WARNING,
                    "{0} is not whole at its end, and {1,number,#} bytes at offset {2,number,#} are cut off; a crash in the"
                            + " middle of a write leaves that, and if there was none the file was damaged",
                    path,
                    upTo - scan.length(),
                    scan.length());
        }
        file.truncate(scan.length());
        contents.clear();
        for (byte[] body : scan.bodies()) {
            contents.apply(body);
        }
        length = scan.length();
        witnessed = scan.witnessed();
        forced = LogFormat.FILE_HEADER;
    }

    /**
     * Writes a record behind the last one; one without a body bears witness.
     *
     * @throws IOException if that failed, or the file would be too long; {@link #cut} takes away what there may be of it
     */
    void append(byte[] body) throws IOException {
        byte[] record = LogFormat.record(length, forced, body);
        if (length + record.length > longest) {
            throw new IOException("it would have more than " + longest + " bytes");
        }
        file.write(length, record);
        length += record.length;
        witnessed = body.length == 0;
    }

    /** Cuts off what stands behind the last whole record. */
    void cut() throws IOException {
        file.truncate(length);
    }

    /** Brings to stable storage what was written before; who calls this says by {@link #forcedUpTo} what that was. */
    void force() throws IOException {
        file.force();
    }

    /** The force of so much has returned. */
    void forcedUpTo(long upTo) {
        forced = upTo;
    }

    /** Brings all to stable storage, while nobody else writes. */
    void forceAll() throws IOException {
        file.force();
        forced = length;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
