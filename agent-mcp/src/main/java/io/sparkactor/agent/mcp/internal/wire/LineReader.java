package io.sparkactor.agent.mcp.internal.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of UTF-8, of which none can fill the memory. For one thread. */
public final class LineReader {

    private final InputStream in;
    private final int maxBytes;
    private boolean cut;

    /** Reads lines of at most so many bytes; what is longer is cut. */
    public LineReader(InputStream in, int maxBytes) {
        this.in = new BufferedInputStream(in);
        this.maxBytes = maxBytes;
    }

    /**
     * The next line without its end; blocks, also for a last one without end. Of a line that is too long it gives the beginning as soon as that
     * is known, and passes over the rest at the next call.
     *
     * @return null at the end
     */
    public @Nullable String next() throws IOException {
        if (cut && !passOver()) {
            return null;
        }
        var line = new ByteArrayOutputStream();
        cut = false;
        int read = in.read();
        if (read < 0) {
            return null;
        }
        while (read >= 0 && read != '\n' && !cut) {
            if (line.size() < maxBytes) {
                line.write(read);
                read = in.read();
            } else {
                cut = true;
            }
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** To the end of the line; whether that has come. */
    private boolean passOver() throws IOException {
        int read = in.read();
        while (read >= 0 && read != '\n') {
            read = in.read();
        }
        return read >= 0;
    }

    /** Whether the latest line was longer than it may be. */
    public boolean wasCut() {
        return cut;
    }
}
