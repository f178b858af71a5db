package io.sparkactor.codec.fory;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.spi.Codec;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.fory.Fory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program all of whose parts are modules, in a JVM of its own without options. */
class ModulesTest {

    @TempDir
    private Path classes;

    private static String place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    private static String modules() throws URISyntaxException {
        return String.join(File.pathSeparator, place(ForyCodec.class), place(Codec.class), place(Fory.class));
    }

    private void compile() throws IOException, URISyntaxException {
        Path sources = Path.of(ModulesTest.class.getResource("/shop.app").toURI());
        var options = new ArrayList<>(List.of("-proc:none", "-d", classes.toString(), "-p", modules()));
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(options::add);
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new)))
                .isZero();
    }

    @Test
    void recordsOfClosedPackagesTravelWithoutOptions() throws Exception {
        compile();
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-p",
                        modules() + File.pathSeparator + classes,
                        "-m",
                        "shop.app/shop.closed.Program")
                .redirectErrorStream(true)
                .start();
        String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(program.waitFor()).as(output).isZero();
        assertThat(output).contains("Hidden[n=5, sizes=[LARGE]] of module shop.app");
    }
}
