package io.sparkactor.codec.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.spi.Codec;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of user's modules: which the codec can see, and what it says about the others. */
class ModulesTest {

    @TempDir
    static Path classes;

    @BeforeAll
    static void compile() throws IOException, URISyntaxException {
        Path sources = Path.of(ModulesTest.class.getResource("/shop.app").toURI());
        var options = new java.util.ArrayList<>(List.of(
                "-proc:none", "-d", classes.toString(), "-p", place(CborCodec.class) + ":" + place(Codec.class)));
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(options::add);
        }
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new));
        assertThat(status).isZero();
    }

    private static Path place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** Runs a method of the program, with everything in modules. */
    private static Object inModules(String method) throws ReflectiveOperationException, URISyntaxException {
        ModuleFinder finder = ModuleFinder.of(classes, place(CborCodec.class), place(Codec.class));
        Configuration configuration =
                ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), Set.of("shop.app"));
        ModuleLayer layer =
                ModuleLayer.boot().defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
        return call(layer.findLoader("shop.app"), method);
    }

    private static Object call(ClassLoader loader, String method) throws ReflectiveOperationException {
        return Class.forName("shop.seen.Program", true, loader)
                .getMethod(method)
                .invoke(null);
    }

    @Test
    void aPublicRecordInAnExportedPackageNeedsNothing() throws Exception {
        assertThat(inModules("exported")).hasToString("Seen[n=1]");
    }

    @Test
    void aHiddenRecordInAnOpenPackageNeedsNothing() throws Exception {
        assertThat(inModules("opened")).hasToString("Order[n=2]");
    }

    @Test
    void aRecordInAClosedPackageIsRefusedWithTheLineToWrite() {
        assertThatThrownBy(() -> inModules("closed"))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .hasMessageContaining(
                        "the record shop.closed.Closed$Order is in a package that its module does not open")
                .hasMessageContaining(
                        "write \"opens shop.closed to io.sparkactor.codec.cbor;\" into the module-info.java of shop.app")
                .hasMessageContaining("lookup(MethodHandles.lookup())");
    }

    @Test
    void aLookupOfItsModuleOpensAClosedPackage() throws Exception {
        assertThat(inModules("withLookup")).hasToString("Order[n=3]");
    }

    @Test
    void onTheClassPathNothingIsNeeded() throws Exception {
        URL[] path = {classes.toUri().toURL()};
        try (var loader = new URLClassLoader(path, ModulesTest.class.getClassLoader())) {
            assertThat(call(loader, "closed")).isInstanceOf(CborCodec.class);
            assertThat(call(loader, "exported")).hasToString("Seen[n=1]");
        }
    }

    @Test
    void twoClassesOfOneNameAreRefused() throws Exception {
        URL[] path = {classes.toUri().toURL()};
        try (var one = new URLClassLoader(path, ModulesTest.class.getClassLoader());
                var two = new URLClassLoader(path, ModulesTest.class.getClassLoader())) {
            Class<?> first = Class.forName("shop.seen.Program$Seen", true, one);
            Class<?> second = Class.forName("shop.seen.Program$Seen", true, two);
            assertThatThrownBy(() -> CborCodec.builder().allow(first, second).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("two classes named shop.seen.Program$Seen");
        }
    }
}
