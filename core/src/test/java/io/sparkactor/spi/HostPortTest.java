package io.sparkactor.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {

    @ParameterizedTest
    @ValueSource(strings = {"localhost:7000", "127.0.0.1:1", "[::1]:65535"})
    void anAddressIsReadAndWritten(String text) {
        assertThat(HostPort.text(HostPort.parse(text))).isEqualTo(text);
    }

    @Test
    void aHostIsNotLookedUp() {
        assertThat(HostPort.parse("localhost:7000").isUnresolved()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                ":7000",
                "localhost:",
                "localhost:x",
                "localhost:0",
                "localhost:65536",
                "::1:7000",
                "[]:7000"
            })
    void whatIsNoneIsSaid(String text) {
        assertThatThrownBy(() -> HostPort.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("not " + text);
    }
}
