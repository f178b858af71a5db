package io.sparkactor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path temp;

    @Test
    void newSaysHowToTestTheProject() {
        assertThat(execute("new", temp.resolve("my shop").toString())).isZero();
        assertThat(out.toString()).contains(" install", " mvn -f '" + temp.resolve("my shop/pom.xml") + "' test");
    }

    @Test
    void newRefusesAFullFolderInOneLine() throws IOException {
        Files.writeString(temp.resolve("notes.txt"), "mine");

        assertThat(execute("new", temp.toString())).isEqualTo(NewCommand.REFUSED);
        assertThat(err.toString()).startsWith("spark: " + temp).hasLineCount(1);
    }

    @Test
    void aMissingFolderNameIsAnsweredInOneLine() {
        assertThat(execute("new")).isEqualTo(Main.USAGE);
        assertThat(err.toString()).contains("FOLDER", "--help").hasLineCount(1);
    }

    @Test
    void helpShowsAnExample() {
        assertThat(execute("new", "--help")).isZero();
        assertThat(out.toString()).contains("Example: ./spark new");
    }

    private int execute(String... args) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
