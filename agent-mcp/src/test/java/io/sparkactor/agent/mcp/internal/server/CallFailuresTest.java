package io.sparkactor.agent.mcp.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

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

    /** Written down, by whatever test: others in this JVM have the same logger. */
    private final List<LogRecord> records = Collections.synchronizedList(new ArrayList<>());

    private volatile boolean broken;

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            records.add(line);
            if (broken && line.getMessage().contains("broken-log")) {
                throw new IllegalStateException("the disk is full");
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private List<LogRecord> recordsWith(String text) {
        return List.copyOf(records).stream()
                .filter(line -> line.getMessage().contains(text))
                .toList();
    }

    private static String idIn(String words) {
        return words.substring(words.length() - 8);
    }

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
        assertThat(recordsWith(idIn(words))).singleElement().satisfies(line -> {
            assertThat(line.getMessage()).contains("pay");
            assertThat(line.getThrown()).isSameAs(failure);
        });
    }

    @Test
    void anAskThatFailsByItselfTakesOneLineOfTheLog() {
        var silent = syndicate.createActor(String.class, (_, _) -> {});
        var failure = catchThrowable(() -> silent.ask("anybody?", Object.class, Duration.ofMillis(1)));

        String words = new CallFailures(syndicate).report("pay", failure);

        assertThat(words).startsWith("the actor has not replied in time (AskTimeoutException)");
        assertThat(recordsWith(idIn(words))).singleElement().satisfies(line -> {
            assertThat(line.getMessage())
                    .contains("AskTimeoutException", silent.path().toString());
            assertThat(line.getThrown()).isNull();
        });
    }

    @Test
    void whatARecordRefusesIsSaidWithoutItsReason() {
        var refused = new RefusedValueException(new IllegalArgumentException("no row in db-7.internal"));

        String words = new CallFailures(syndicate).report("pay", refused);

        assertThat(words).startsWith("a value of the arguments was refused; the log");
        assertThat(recordsWith(idIn(words)))
                .singleElement()
                .satisfies(line -> assertThat(line.getThrown()).isSameAs(refused));
    }

    @Test
    void theClientHearsOfItEvenIfTheLogIsBroken() {
        broken = true;

        String words = new CallFailures(syndicate).report("broken-log", new IllegalStateException("why"));

        assertThat(words).startsWith("the call has failed; the log of the server tells more under ");
        assertThat(recordsWith(idIn(words))).hasSize(2);
    }

    @Test
    void whatIsForTheClientIsToldAsItIs() {
        var told = new TellClientException("the arguments do not fit: b is missing");

        assertThat(new CallFailures(syndicate).report("tells-the-client", told)).isEqualTo(told.getMessage());
        assertThat(recordsWith("tells-the-client")).isEmpty();
    }
}
