package io.sparkactor.persistence.internal.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has come to a log while it is written anew, and is not in the new file. First all of it is kept here; from {@link #payAndFollow} on
 * each record goes to the new file at once, and only what did not get there is kept. Under the lock of the log.
 */
final class Arrears {

    /** Null before the beginning and behind the end. */
    private @Nullable List<byte[]> kept;

    /** The new file, when each record goes to it as well. */
    private @Nullable RecordFile also;

    /** Why a record did not get there: it and those behind it are kept. */
    private @Nullable Throwable missed;

    /** Why a record was not even kept. */
    private @Nullable Throwable lost;

    /** From now on what comes is kept. */
    void begin() {
        kept = new ArrayList<>();
    }

    /** What comes from now on is of no interest. */
    void end() {
        kept = null;
        also = null;
    }

    /** A record was appended to the log. Never throws. */
    void appended(byte[] body) {
        try {
            if (kept != null && (also == null || !isCopied(also, body))) {
                kept.add(body);
            }
        } catch (Throwable e) { // the record is in the log; the new file is of no use
            lost = e;
        }
    }

    private boolean isCopied(RecordFile to, byte[] body) {
        if (missed == null) {
            try {
                to.append(body);
            } catch (IOException | RuntimeException e) {
                missed = e;
            }
        }
        return missed == null;
    }

    /** What is kept, which is now the caller's to write. */
    List<byte[]> take() {
        List<byte[]> taken = kept == null ? List.of() : kept;
        kept = new ArrayList<>();
        return taken;
    }

    /** Writes what is kept to the new file, and from now on what comes as well. */
    void payAndFollow(RecordFile anew) throws IOException {
        for (byte[] body : take()) {
            anew.append(body);
        }
        also = anew;
    }

    /** Throws if a record is not in the new file. */
    void check() throws IOException {
        Throwable why = lost != null ? lost : missed;
        if (why != null) {
            throw new IOException("a record is not in the new file", why);
        }
    }

    /** Writes once more what did not get into the new file, which has the name already, and ends; throws if that fails too. */
    void payAndEnd(RecordFile anew) throws IOException {
        if (missed != null) {
            anew.cut(); // what there may be of it
            for (byte[] body : take()) {
                anew.append(body);
            }
            missed = null;
        }
        check();
        end();
    }
}
