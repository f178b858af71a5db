package io.sparkactor.promises.twins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
        assertFault(GOOD.replace("title:", "jcstress: x\ntitle:"), "either 'test:' or 'jcstress:'");
    }

    private void assertFault(String text, String fault) {
        var e = assertThrows(TwinException.class, () -> read(text));
        assertTrue(String.valueOf(e.getMessage()).contains(fault), e.getMessage());
    }

    private Twin read(String text) throws IOException {
        return Twin.read(Files.writeString(folder.resolve("P1-test.twin"), text));
    }
}
