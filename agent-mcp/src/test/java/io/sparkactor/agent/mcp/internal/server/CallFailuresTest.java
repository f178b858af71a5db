package io.sparkactor.agent.mcp.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Syndicate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client gets an id, and the log has the rest under it. */
class CallFailuresTest {

    private static final Logger LOG = Logger.getLogger("io.sparkactor.agent.mcp");

    /** Written down. */
    private final List<LogRecord> records = Collections.synchronizedList(new ArrayList<>());

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            records.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private final Syndicate syndicate = Syndicate.open("failures");

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
    }

    @AfterEach
    void close() {
        LOG.removeHandler(handler);
        syndicate.close(Duration.ZERO);
    }

    @Test
    void theLogHasTheWholeFailureUnderTheIdThatTheClientGets() {
        var failure = new IllegalStateException("no route to db-7.internal");

        String words = new CallFailures(syndicate).report("pay", failure);

        assertThat(words).matches("the call has failed; the log of the server tells more under [0-9a-f]{8}");
        String id = words.substring(words.length() - 8);
        assertThat(records).singleElement().satisfies(line -> {
            assertThat(line.getMessage()).contains(id, "pay");
            assertThat(line.getThrown()).isSameAs(failure);
        });
    }

    @Test
    void whatIsForTheClientIsToldAsItIs() {
        var told = new TellClientException("the arguments do not fit: b is missing");

        assertThat(new CallFailures(syndicate).report("pay", told)).isEqualTo(told.getMessage());
        assertThat(records).isEmpty();
    }
}
