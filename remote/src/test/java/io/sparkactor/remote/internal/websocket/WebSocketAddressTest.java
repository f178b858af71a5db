package io.sparkactor.remote.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSocketAddressTest {

    @ParameterizedTest
    @CsvSource({
        "ws://Host, ws://host:80/, host, 80, false",
        "WSS://host, wss://host:443/, host, 443, true",
        "wss://host:7000/a%20b/c?d=e%26f, wss://host:7000/a%20b/c?d=e%26f, host, 7000, true",
        "ws://[::1]:7000, ws://[::1]:7000/, ::1, 7000, false",
    })
    void whatIsLeftOutIsPutIn(URI uri, String whole, String host, int port, boolean encrypted) {
        WebSocketAddress address = WebSocketAddress.of(uri);

        assertThat(address).hasToString(whole);
        assertThat(address.host()).isEqualTo(InetSocketAddress.createUnresolved(host, port));
        assertThat(address.encrypted()).isEqualTo(encrypted);
        assertThat(address).isEqualTo(WebSocketAddress.of(URI.create(whole)));
    }

    @Test
    void aHostAndAPortAreAUri() {
        assertThat(WebSocketAddress.of(InetSocketAddress.createUnresolved("host", 1), false))
                .hasToString("ws://host:1/");
        assertThat(WebSocketAddress.of(InetSocketAddress.createUnresolved("::1", 1), true))
                .hasToString("wss://[::1]:1/");
    }
}
