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
     * The next line without its end; blocks, also for a last one without end.
     *
     * @return null at the end
     */
    public @Nullable String next() throws IOException {
        var line = new ByteArrayOutputStream();
        cut = false;
        int read = in.read();
        if (read < 0) {
            return null;
        }
        while (read >= 0 && read != '\n') {
            if (line.size() < maxBytes) {
                line.write(read);
            } else {
                cut = true;
            }
            read = in.read();
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Whether the latest line was longer than it may be. */
    public boolean wasCut() {
        return cut;
    }
}
