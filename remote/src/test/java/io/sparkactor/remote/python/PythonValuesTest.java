package io.sparkactor.remote.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorId;
import io.sparkactor.SystemId;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of value is the same to both sides: what it looks like there, and what comes from there. */
@NeedsPython
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PythonValuesTest {

    private static Pair pair;

    @BeforeAll
    static void start() {
        pair = Pair.start("values");
    }

    @AfterAll
    static void close() {
        pair.close();
    }

    /** A value of ours, and how Python writes it. */
    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(true, "True"),
                Arguments.of(0L, "0"),
                Arguments.of(Long.MIN_VALUE, "-9223372036854775808"),
                Arguments.of(BigInteger.TWO.pow(64), "18446744073709551616"),
                Arguments.of(BigInteger.TWO.pow(100).negate(), "-1267650600228229401496703205376"),
                Arguments.of(1.5, "1.5"),
                Arguments.of(1e100, "1e+100"),
                Arguments.of(-0.0, "-0.0"),
                Arguments.of(Double.NaN, "nan"),
                Arguments.of(Double.NEGATIVE_INFINITY, "-inf"),
                Arguments.of("", "''"),
                Arguments.of("é日本🎭", "'é日本🎭'"),
                Arguments.of(new byte[] {0, 1, -1}, "b'\\x00\\x01\\xff'"),
                Arguments.of(List.of(), "[]"),
                Arguments.of(List.of(1L, List.of("x", Map.of("k", List.of(true)))), "[1, ['x', {'k': [True]}]]"),
                Arguments.of(Map.of(), "{}"),
                Arguments.of(Map.of("a", 1L), "{'a': 1}"),
                Arguments.of(new SystemId("s"), "SyndicateId(uuid='s')"),
                Arguments.of(
                        new ActorId(new SystemId("s"), "a"),
                        "ActorId(syndicate_id=SyndicateId(uuid='s'), actor_id='a')"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void itSeesOurs(Object value, String there) {
        assertThat(pair.actor("Show").ask(value, String.class, Pair.PATIENCE)).isEqualTo(there);
    }

    @ParameterizedTest
    @MethodSource("values")
    void weSeeIts(Object value, String there) {
        String expression = there.replace("SyndicateId(uuid=", "SyndicateId(");
        assertThat(pair.actor("Make").ask(expression, Object.class, Pair.PATIENCE))
                .isEqualTo(value);
    }

    @Test
    void otherKindsOfOursAreItsNearest() {
        var values = List.<Object>of(
                1, (short) 2, (byte) 3, 4f, new int[] {5}, new String[] {"six"}, Optional.of(7), Optional.empty());
        assertThat(pair.actor("Show").ask(values, String.class, Pair.PATIENCE))
                .isEqualTo("[1, 2, 3, 4.0, [5], ['six'], 7, None]");
        assertThat(pair.actor("Show").ask(Optional.empty(), String.class, Pair.PATIENCE))
                .isEqualTo("None");
    }

    @Test
    void itsTuplesAreListsHere() {
        assertThat(pair.actor("Make").ask("(1, (2, 'x'), [()])", Object.class, Pair.PATIENCE))
                .isEqualTo(List.of(1L, List.of(2L, "x"), List.of(List.of())));
    }

    @Test
    void nestedValuesOfAllKindsComeBackAsTheyWere() {
        long seed = new Random().nextLong();
        PlainValues values = new PlainValues(new Random(seed));
        for (int i = 0; i < 200; i++) {
            Object value = values.map(0);
            assertThat(pair.actor("Echo").ask(value, Object.class, Pair.PATIENCE))
                    .as("seed " + seed + ", value " + i)
                    .usingRecursiveComparison()
                    .withEqualsForType(Double::equals, Double.class)
                    .isEqualTo(value);
        }
    }
}
