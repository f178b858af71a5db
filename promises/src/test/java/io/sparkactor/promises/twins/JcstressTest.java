package io.sparkactor.promises.twins;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All tests of jcstress on the code as it is: no forbidden outcome.
 *
 * <p>A few seconds for each; {@code -Dspark.jcstress=full} runs every configuration, for hours.
 */
@Tag("jcstress")
class JcstressTest {

    @TempDir
    Path scratch;

    @Test
    void noForbiddenOutcome() {
        var full = System.getProperty("spark.jcstress", "").equals("full");
        var effort = full ? JcstressRun.Effort.FULL : JcstressRun.Effort.QUICK;
        var timeout = full ? Duration.ofHours(12) : Duration.ofMinutes(8);
        var outcome = JcstressRun.run(
                "io\\.sparkactor\\..*", effort, scratch, Project.find().classPath(), timeout);
        assertTrue(outcome.passed(), () -> "jcstress: " + outcome.kind() + "\n" + outcome.text());
    }
}
