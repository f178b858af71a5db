package io.sparkactor.promises.twins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwinTest {

    private static final String GOOD = """
            # a comment
            promise: P1
            title: two words
            test: a.B#c
            expect: REFUSED: no
            file: x/java/a/B.java
            --- find
              one
            --- replace
              two
              # not a comment
            --- end
            """;

    @TempDir
    Path folder;

    @Test
    void fileIsRead() throws IOException {
        var twin = read(GOOD);
        assertEquals("P1-test", twin.name());
        assertEquals(new Twin.JunitTarget("a.B#c"), twin.target());
        assertEquals("REFUSED: no", twin.expect());
        assertEquals(Duration.ofSeconds(30), twin.timeout());
        assertEquals(List.of(new Twin.Change("x/java/a/B.java", "  one", "  two\n  # not a comment")), twin.changes());
    }

    @Test
    void faultsAreNamed() {
        assertFault(GOOD.replace("promise: P1\n", ""), "has no 'promise:'");
        assertFault(GOOD.replace("test: a.B#c", "tset: a.B#c"), "is no header");
        assertFault(GOOD.replace("--- end", ""), "has no '--- end'");
        assertFault(GOOD.replace("title:", "compiler: third\ntitle:"), "'compiler' is neither first nor second");
        assertFault(
                GOOD.replace("title:", "jcstress: x\ntitle:"), "needs one of 'test:', 'simulated:' and 'jcstress:'");
    }

    @Test
    void testThatExploresSeedsIsRead() throws IOException {
        var twin = read(GOOD.replace("test: ", "simulated: "));
        assertEquals(new Twin.SimulatedTarget("a.B#c"), twin.target());
    }

    @Test
    void seedCountsOnlyIfItsRunsWentTheSameWay() {
        var runs = "3 of 3 runs went the same way, byte by byte (61 lines, hash 2a4f)";
        var failure = "=> java.lang.AssertionError: seed 17 fails: lost\nto repeat it: -Dspark.seed=17, or so; ";
        assertEquals(Optional.of(new FoundSeed(17, runs)), FoundSeed.in(failure + runs + "\nthe steps"));
        assertEquals(Optional.empty(), FoundSeed.in(failure + "RUN 2 WENT ANOTHER WAY, from line 5"));
    }

    private void assertFault(String text, String fault) {
        var e = assertThrows(TwinException.class, () -> read(text));
        assertTrue(String.valueOf(e.getMessage()).contains(fault), e.getMessage());
    }

    private Twin read(String text) throws IOException {
        return Twin.read(Files.writeString(folder.resolve("P1-test.twin"), text));
    }
}
