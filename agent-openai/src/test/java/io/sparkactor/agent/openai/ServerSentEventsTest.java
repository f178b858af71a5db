package io.sparkactor.agent.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure.Reason;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Lines and events of a stream, as servers may send them. */
class ServerSentEventsTest {

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void linesMayEndInEachWayAndBeginWithAByteOrderMark() throws Exception {
        var events =
                new ServerSentEvents(bytes("\uFEFFdata: one\r\n\r\ndata:two\r\rdata: a\ndata: b\n\n: x\ndata: cut"));

        assertThat(events.next()).isEqualTo("one");
        assertThat(events.next()).isEqualTo("two");
        assertThat(events.next()).isEqualTo("a\nb");
        assertThat(events.next()).isNull();
    }

    @Test
    void aLineWithoutEndIsAFailureAndFillsNoMemory() {
        assertTooLong("data: ", "x");
    }

    @Test
    void anEventWithoutEndIsAFailureAndFillsNoMemory() {
        assertTooLong("", "data: " + "x".repeat(1_000) + "\n");
    }

    private static void assertTooLong(String begin, String again) {
        byte[] part = again.getBytes(StandardCharsets.UTF_8);
        var endless = new InputStream() {
            private int next;

            @Override
            public int read() {
                int at = next;
                next = (next + 1) % part.length;
                return part[at];
            }
        };
        var events = new ServerSentEvents(new SequenceInputStream(bytes(begin), endless));

        assertThatThrownBy(events::next)
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED))
                .hasMessageContaining("16777216 characters");
    }
}
