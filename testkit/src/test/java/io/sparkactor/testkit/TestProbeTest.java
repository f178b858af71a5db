package io.sparkactor.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkactor.Syndicate;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TestProbeTest {

    private final Syndicate syndicate = Syndicate.open("probe-test");
    private final TestProbe probe = TestProbe.in(syndicate);

    @AfterEach
    void close() {
        syndicate.close();
    }

    @Test
    void messagesComeInTheirOrder() {
        probe.ref().tell("one");
        probe.ref().tell(2);
        probe.expectMessage("one");
        assertEquals(2, probe.expectMessage(Integer.class));
        probe.expectNoMessage(Duration.ZERO);
    }

    @Test
    void replyToTheProbeComesBack() {
        var echo = syndicate.createActor(String.class, (context, message) -> message.reply(message.content() + "!"));
        probe.tell(echo, "hello");
        probe.expectMessage("hello!");
    }

    @Test
    void failureNamesWhatWasExpectedAndWhatCame() {
        probe.ref().tell(5);
        var error = assertThrows(AssertionError.class, () -> probe.expectMessage("five"));
        assertTrue(
                String.valueOf(error.getMessage())
                        .startsWith("expected the message <five> (java.lang.String), but <5> (java.lang.Integer) came"),
                error.getMessage());
    }

    @Test
    void failureSaysThatNothingCame() {
        var error = assertThrows(AssertionError.class, () -> probe.expectMessage(String.class, Duration.ofMillis(5)));
        assertTrue(
                String.valueOf(error.getMessage())
                        .startsWith("expected a message of type java.lang.String, but none came in "),
                error.getMessage());
    }

    @Test
    void unexpectedMessageFailsTheSilence() {
        probe.ref().tell("noise");
        assertThrows(AssertionError.class, () -> probe.expectNoMessage(Duration.ofSeconds(10)));
    }
}
