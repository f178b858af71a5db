package io.sparkactor.promises.twins;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All tests of jcstress on the code as it is: no forbidden outcome.
 *
 * <p>Nearly two seconds for each; {@code -Dspark.jcstress=full} runs every configuration, for hours.
 */
@Tag("jcstress")
class JcstressTest {

    private static final String ALL = "io\\.sparkactor\\..*";
    private static final int MILLIS = 800;
    private static final int ROUNDS = 1;

    @TempDir
    Path scratch;

    @Test
    void noForbiddenOutcome() {
        var classPath = Project.find().classPath();
        var outcome = System.getProperty("spark.jcstress", "").equals("full")
                ? JcstressRun.full(ALL, scratch, classPath, Duration.ofHours(12))
                : JcstressRun.quick(ALL, MILLIS, ROUNDS, List.of(), scratch, classPath, Duration.ofMinutes(20));
        assertTrue(outcome.passed(), () -> "jcstress: " + outcome.kind() + "\n" + outcome.text());
    }
}
