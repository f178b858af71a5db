package io.sparkactor.agent.mcp.internal.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.sparkactor.agent.mcp.McpServerSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may send requests. Pages in a browser of this machine can reach a listener on the loopback address, also under a name that their owner has
 * made to mean that address; so the origin and the host of each request are looked at. Immutable.
 */
final class RequestGuard {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    /** The names under which it is asked for; empty for any. */
    private final Set<String> hosts;

    private final Set<String> origins;
    private final byte @Nullable [] expected;

    RequestGuard(McpServerSettings settings, boolean loopback) {
        Set<String> names = new HashSet<>();
        if (loopback) {
            names.addAll(LOOPBACK);
            names.add(plain(settings.host()));
        }
        this.hosts = Set.copyOf(names);
        this.origins = settings.origins();
        String token = settings.bearerToken();
        this.expected = token == null ? null : ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    }

    /** The status with which a request is refused, or 0. Browsers are told which pages may send such requests and read the answers. */
    int refusal(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String origin = headers.getFirst("Origin");
        if (origin != null) {
            if (!origins.contains(origin)) {
                return 403;
            }
            allow(origin, headers, exchange.getResponseHeaders());
        }
        if (!hosts.isEmpty() && !hosts.contains(withoutPort(headers.getFirst("Host")))) {
            return 403;
        }
        boolean isQuestion =
                exchange.getRequestMethod().equals("OPTIONS"); // of a browser, which sends no token with it
        if (expected != null && !isQuestion) {
            String given = headers.getFirst("Authorization");
            // In the same time, however much of it is right.
            if (given == null || !MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
                return 401;
            }
        }
        return 0;
    }

    private static void allow(String origin, Headers asked, Headers answer) {
        answer.set("Access-Control-Allow-Origin", origin);
        answer.set("Vary", "Origin");
        answer.set("Access-Control-Allow-Methods", "POST, DELETE");
        answer.set("Access-Control-Expose-Headers", HttpHeaders.MCP_SESSION_ID);
        String headers = asked.getFirst("Access-Control-Request-Headers");
        if (headers != null) {
            answer.set("Access-Control-Allow-Headers", headers);
        }
    }

    private static String withoutPort(@Nullable String host) {
        if (host == null) {
            return "";
        }
        int colon = host.lastIndexOf(':');
        return plain(colon > host.lastIndexOf(']') ? host.substring(0, colon) : host);
    }

    /** In lower case, and without the brackets that addresses of version 6 have beside a port. */
    static String plain(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return (bracketed ? host.substring(1, host.length() - 1) : host).toLowerCase(Locale.ROOT);
    }
}
