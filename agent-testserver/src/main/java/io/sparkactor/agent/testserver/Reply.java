package io.sparkactor.agent.testserver;

import java.io.IOException;
import java.util.Map;

/** What the server does with one request. It runs on a virtual thread of its own, which is interrupted when the client hangs up. */
@FunctionalInterface
public interface Reply {

    /**
     * Writes the reply.
     *
     * @throws IOException if the client has hung up
     * @throws InterruptedException if the client hangs up while this waits
     */
    void writeTo(ReplySink out) throws IOException, InterruptedException;

    /** A whole JSON text with this status. */
    static Reply json(int status, String body) {
        return json(status, Map.of(), body);
    }

    /** The same with further headers. */
    static Reply json(int status, Map<String, String> headers, String body) {
        return out -> out.whole(status, "application/json", headers, body);
    }

    /** An error as the OpenAI API words it. */
    static Reply error(int status, Map<String, String> headers, String code, String message) {
        return json(
                status,
                headers,
                "{\"error\":{\"message\":" + Json.quote(message) + ",\"type\":" + Json.quote(code)
                        + ",\"param\":null,\"code\":" + Json.quote(code) + "}}");
    }

    /** Takes the request and then says nothing, until the client hangs up. */
    static Reply silence() {
        return ReplySink::awaitHangUp;
    }

    /** Resets the connection instead of a reply. */
    static Reply drop() {
        return ReplySink::drop;
    }
}
