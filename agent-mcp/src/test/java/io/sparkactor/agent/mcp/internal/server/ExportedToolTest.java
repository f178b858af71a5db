package io.sparkactor.agent.mcp.internal.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorSpec;
import io.sparkactor.Request;
import io.sparkactor.Syndicate;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client hears of arguments that an actor never sees. */
class ExportedToolTest {

    public record Percent(int value) implements Request<Percent, Integer> {

        public Percent {
            if (value > 100) {
                throw new IllegalArgumentException("no row for " + value + " in db-7.internal");
            }
        }
    }

    private final Syndicate syndicate = Syndicate.open("exported");

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    private ThrowingCallable call(String arguments) {
        syndicate.createActor(ActorSpec.handling(Percent.class, (_, _) -> {}).named("percent"));
        var tool = ExportedTool.of("percent", "Takes it", "percent", Percent.class, Duration.ofSeconds(30));
        return () -> tool.call(syndicate, arguments);
    }

    @Test
    void anArgumentThatIsNotKnownIsToldInAFewWordsHoweverLongItsNameIs() {
        assertThatThrownBy(call("{\"" + "x.".repeat(2_000) + "y\":1}"))
                .isInstanceOf(TellClientException.class)
                .hasMessageStartingWith("the arguments do not fit: ")
                .message()
                .hasSizeLessThan(400);
    }

    @Test
    void thePackageOfTheRecordIsNotTold() {
        assertThatThrownBy(call("{\"value\":1,\"other\":1}"))
                .isInstanceOf(TellClientException.class)
                .message()
                .contains("other", "Percent")
                .doesNotContain("io.spark");
    }

    @Test
    void whatTheRecordSaysToAValueIsNotForTheClient() {
        assertThatThrownBy(call("{\"value\":101}"))
                .isInstanceOf(RefusedValueException.class)
                .hasRootCauseMessage("no row for 101 in db-7.internal")
                .message()
                .doesNotContain("db-7");
    }
}
