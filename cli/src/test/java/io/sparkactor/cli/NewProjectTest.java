package io.sparkactor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewProjectTest {
    @TempDir
    private Path temp;

    @Test
    void aProjectHasAPomAnActorATestAReadmeAndAnIgnoreFile() throws IOException {
        NewProject.in(temp.resolve("shop")).write();

        assertThat(filesUnder(temp.resolve("shop")))
                .containsExactlyInAnyOrder(
                        "pom.xml",
                        "README.md",
                        ".gitignore",
                        "src/main/java/com/example/Greeter.java",
                        "src/test/java/com/example/GreeterTest.java");
    }

    @Test
    void noPlaceholderIsLeftInAnyFile() throws IOException {
        NewProject.in(temp.resolve("shop")).write();

        for (String file : filesUnder(temp.resolve("shop"))) {
            assertThat(Files.readString(temp.resolve("shop").resolve(file)))
                    .as(file)
                    .isNotBlank()
                    .doesNotContain("__NAME__", "${");
        }
        assertThat(Files.readString(temp.resolve("shop/pom.xml"))).contains("<artifactId>shop</artifactId>");
    }

    @ParameterizedTest
    @CsvSource({"My Shop,my-shop", "shop_2.0,shop_2.0", "---,app", "Café!,caf"})
    void theArtifactIdIsTheFolderNameMadeFit(String folder, String artifactId) {
        assertThat(NewProject.in(temp.resolve(folder)).name()).isEqualTo(artifactId);
    }

    @Test
    void anEmptyFolderIsTaken() throws IOException {
        NewProject.in(temp).write();

        assertThat(temp.resolve("pom.xml")).exists();
    }

    @Test
    void aFolderThatHoldsSomethingIsRefusedAndLeftAlone() throws IOException {
        Files.writeString(temp.resolve("notes.txt"), "mine");

        assertThatThrownBy(NewProject.in(temp)::write)
                .isInstanceOf(ProjectRefusedException.class)
                .hasMessageContaining("is not empty");
        assertThat(filesUnder(temp)).containsExactly("notes.txt");
    }

    @Test
    void aFileIsRefused() throws IOException {
        Path file = Files.writeString(temp.resolve("notes.txt"), "mine");

        assertThatThrownBy(NewProject.in(file)::write)
                .isInstanceOf(ProjectRefusedException.class)
                .hasMessageContaining("is a file");
    }

    private static List<String> filesUnder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }
}
