package io.sparkactor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.cli.ProgramCompiler.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramCompilerTest {
    @TempDir
    private Path temp;

    @Test
    void aCompactFileStartsTheClassNamedAfterIt() throws IOException {
        assertThat(compile("Hello.java", "void main() { IO.println(1); }")).isEqualTo(new Outcome.Compiled("Hello"));
        assertThat(temp.resolve("classes/Hello.class")).exists();
    }

    @Test
    void thePublicClassGoesBeforeAnEarlierOne() throws IOException {
        String source = """
                class First { public static void main(String[] args) { } }
                public class Second { public static void main(String[] args) { } }
                """;

        assertThat(compile("Second.java", source)).isEqualTo(new Outcome.Compiled("Second"));
    }

    @Test
    void withoutAPublicClassTheFirstOneWithAMainIsStarted() throws IOException {
        String source = """
                package a.b;
                interface Helper { }
                class First { private static void main(String[] args) { } }
                class Second { static void main(String... args) { } }
                class Third { void main() { } }
                """;

        assertThat(compile("Any.java", source)).isEqualTo(new Outcome.Compiled("a.b.Second"));
    }

    @Test
    void anInheritedMainCounts() throws IOException {
        String source = """
                public class Child extends Base { }
                abstract class Base { void main() { } }
                """;

        assertThat(compile("Child.java", source)).isEqualTo(new Outcome.Compiled("Child"));
    }

    @Test
    void aFileWithoutAMainHasNothingToStart() throws IOException {
        assertThat(compile("Empty.java", "class Empty { }")).isEqualTo(new Outcome.NoMain());
    }

    @Test
    void aFaultyFileIsFaulty() throws IOException {
        assertThat(compile("Faulty.java", "void main() { int x = \"no\"; }")).isEqualTo(new Outcome.Faulty());
    }

    private Outcome compile(String name, String source) throws IOException {
        Path file = Files.writeString(temp.resolve(name), source);
        Path classes = Files.createDirectories(temp.resolve("classes"));
        return new ProgramCompiler(file, classes, "", "java.base").compile();
    }
}
