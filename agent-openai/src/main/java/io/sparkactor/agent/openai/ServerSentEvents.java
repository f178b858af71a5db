package io.sparkactor.agent.openai;

import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure;
import io.sparkactor.agent.LlmFailure.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The data of server-sent events as they come. Names and ids are passed over: the data says its type. Confined to its reader. */
final class ServerSentEvents {

    /** What one event, or one line, may have: else a server could fill the memory. */
    static final int MAX_CHARACTERS = 16 << 20;

    private static final String DATA = "data:";
    private static final String DONE = "[DONE]";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final BufferedReader in;
    private boolean begun;
    private boolean afterReturn;

    ServerSentEvents(InputStream body) {
        in = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /**
     * Waits for the next event; null at the end. An event without the empty line behind it has not come whole, and is none.
     *
     * @throws LlmException if it is too long
     */
    @Nullable
    String next() throws IOException {
        StringBuilder data = null;
        for (String line = line(); line != null; line = line()) {
            if (line.isEmpty() && data != null) {
                return data.indexOf(DONE) == 0 ? null : data.toString();
            }
            if (line.startsWith(DATA)) {
                data = data == null ? new StringBuilder() : data.append('\n');
                data.append(
                        line, line.startsWith(" ", DATA.length()) ? DATA.length() + 1 : DATA.length(), line.length());
                checkLength(data);
            }
        }
        return null; // what has come of an event does not count
    }

    /** The next line without its end, which is a line feed, a carriage return, or both; null at the end. */
    private @Nullable String line() throws IOException {
        int read = first();
        if (read < 0) {
            return null;
        }
        var line = new StringBuilder();
        while (read >= 0 && read != '\n' && read != '\r') {
            line.append((char) read);
            checkLength(line);
            read = in.read();
        }
        afterReturn = read == '\r';
        return line.toString();
    }

    private int first() throws IOException {
        int read = in.read();
        boolean passOver = begun ? afterReturn && read == '\n' : read == BYTE_ORDER_MARK;
        begun = true;
        return passOver ? in.read() : read;
    }

    private static void checkLength(StringBuilder text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new LlmException(LlmFailure.of(
                    Reason.MALFORMED, "an event of the answer has more than " + MAX_CHARACTERS + " characters"));
        }
    }
}
