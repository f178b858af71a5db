package io.sparkactor.promises.twins;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A twin that is not caught, or no longer fits the code, fails the build and says why. */
class TwinRunTest {

    private static final String FILE = "core/src/main/java/io/sparkactor/internal/timer/TimerWheel.java";
    private static final String LINE = "        return tick << TICK_SHIFT == offset ? tick : tick + 1;";

    @TempDir
    Path scratch;

    @Test
    void harmlessTwinIsReportedAsNotCaught() throws IOException {
        var twin = twin("io.sparkactor.promises.twins.TwinTest#fileIsRead", LINE, LINE);
        assertFault(AssertionError.class, twin, "is not caught by TwinTest#fileIsRead: the test passed all the same");
    }

    @Test
    void testThatDoesNotExistSaysNothing() throws IOException {
        var twin = twin("io.sparkactor.promises.twins.TwinTest#noSuchMethod", LINE, LINE);
        assertFault(AssertionError.class, twin, "does not pass on the unbroken code");
    }

    @Test
    void aTestThatDoesNotPassWithoutItsTwinInTheTimeOfTheTwinIsNamed() throws Exception {
        var project = Project.find();
        var run = new TwinRun(project, WarmStart.none(project), scratch, new FoundSeeds());
        run.checkControl(twin("io.sparkactor.promises.twins.TwinTest#fileIsRead", LINE, LINE));

        var without = twin("io.sparkactor.promises.twins.TwinTest#noSuchMethod", LINE, LINE);
        var e = assertThrows(AssertionError.class, () -> run.checkControl(without));
        assertTrue(String.valueOf(e.getMessage()).contains("does not pass without twin P0-trial"), e.getMessage());
    }

    @Test
    void textThatIsNotInTheCodeIsNamed() throws IOException {
        assertFault(TwinException.class, twin("x.Y", "no such line", ""), "must occur exactly once");
        assertFault(TwinException.class, twin("x.Y", "    @Override", ""), "occur more often");
    }

    @Test
    void twinThatDoesNotCompileIsNamed() throws IOException {
        assertFault(TwinException.class, twin("x.Y", LINE, "        return nonsense;"), "does not compile");
    }

    private <T extends Throwable> void assertFault(Class<T> type, Twin twin, String fault) throws IOException {
        var project = Project.find();
        var run = new TwinRun(project, WarmStart.none(project), scratch, new FoundSeeds());
        var e = assertThrows(type, () -> run.check(twin, run.compile(twin)));
        assertTrue(String.valueOf(e.getMessage()).contains(fault), e.getMessage());
    }

    private static Twin twin(String test, String find, String replace) {
        return new Twin(
                "P0-trial",
                "P0",
                "a trial",
                new Twin.JunitTarget(test),
                "anything",
                Duration.ofSeconds(60),
                1,
                false,
                List.of(new Twin.Change(FILE, find, replace)));
    }
}
