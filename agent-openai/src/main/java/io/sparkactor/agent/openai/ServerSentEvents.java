package io.sparkactor.agent.openai;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The data of server-sent events as they come. Names and ids are passed over: the data says its type. Confined to its reader. */
final class ServerSentEvents {

    private static final String DATA = "data:";
    private static final String DONE = "[DONE]";

    private final BufferedReader lines;

    ServerSentEvents(InputStream body) {
        lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /** Waits for the next event; null at the end. An event without the empty line behind it has not come whole, and is none. */
    @Nullable
    String next() throws IOException {
        String data = null;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && data != null) {
                return data.startsWith(DONE) ? null : data;
            }
            if (line.startsWith(DATA)) {
                String value = line.substring(line.startsWith(" ", DATA.length()) ? DATA.length() + 1 : DATA.length());
                data = data == null ? value : data + "\n" + value;
            }
        }
        return null;
    }
}
