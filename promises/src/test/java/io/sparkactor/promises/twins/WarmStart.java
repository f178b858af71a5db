package io.sparkactor.promises.twins;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * How the JVM of a test starts with half the work: from a cache of the classes of JDK and libraries, loaded and linked by a JVM before it.
 *
 * <p>Such a cache is good for all class paths that begin as that of its maker did, with nothing but archives. So libraries come first,
 * then an archive of the main classes, and behind these what is ours and may be broken. Immutable.
 */
final class WarmStart {

    private static final Duration MAKING = Duration.ofMinutes(3);

    /** A JVM says of each class why it is not in the cache, and whether it cannot use the cache. */
    private static final String QUIET = "-Xlog:aot*=off";

    /** Something of the runtime, of the network, of agents, and of their libraries. */
    private static final List<String> EXAMPLES = List.of(
            "io.sparkactor.promises.P4FailureTest",
            "io.sparkactor.codec.cbor.RefusalTest",
            "io.sparkactor.promises.RemoteRefTest",
            "io.sparkactor.agent.LlmAgentTest");

    private final String beginning;
    private final List<String> options;

    private WarmStart(String beginning, List<String> options) {
        this.beginning = beginning;
        this.options = List.copyOf(options);
    }

    /**
     * Makes a cache; takes some seconds. If that fails, a line is printed that says why, and there is none: all starts take longer then.
     *
     * @param folder where it and what it needs are put
     */
    static WarmStart make(Project project, Path folder) {
        try {
            return makeOrFail(project, folder);
        } catch (TwinException e) {
            System.out.println("no cache for the start of tests: " + e.getMessage());
            return none(project);
        }
    }

    private static WarmStart makeOrFail(Project project, Path folder) {
        var archive = folder.resolve("main.jar");
        packMainClasses(archive);
        var beginning = project.libraries() + File.pathSeparator + archive;
        var cache = folder.resolve("start.aot");
        var options = new ArrayList<>(JunitRun.SHORT_LIFE);
        options.addAll(List.of("-XX:AOTCacheOutput=" + cache, QUIET));
        var arguments = new ArrayList<>(List.of(project.ownClasses()));
        arguments.addAll(EXAMPLES);
        var result = ChildJvm.run(folder, beginning, options, TrainingChild.class.getName(), arguments, MAKING);
        if (result.status() != TrainingChild.DONE || !Files.exists(cache)) {
            var first = result.output().lines().findFirst().orElse("it printed nothing");
            throw new TwinException("its maker ended with status " + result.status() + "; " + first, null);
        }
        result.output().lines().filter(TrainingChild::isNote).forEach(System.out::println);
        // A JVM that cannot use it does without.
        return new WarmStart(beginning, List.of("-XX:AOTCache=" + cache, QUIET));
    }

    /** No cache: for few starts. */
    static WarmStart none(Project project) {
        return new WarmStart(project.libraries(), List.of());
    }

    /** What the JVM needs to use the cache. */
    List<String> options() {
        return options;
    }

    /** The whole class path, with these folders and archives behind the libraries. */
    String classPath(String own) {
        return beginning + File.pathSeparator + own;
    }

    private static void packMainClasses(Path archive) {
        try (var jar = new JarOutputStream(Files.newOutputStream(archive));
                Stream<Path> classes = Files.list(classesOfThisPackage())) {
            for (var file : classes.sorted().toList()) {
                jar.putNextEntry(
                        new JarEntry(WarmStart.class.getPackageName().replace('.', '/') + "/" + file.getFileName()));
                Files.copy(file, jar);
            }
        } catch (IOException | URISyntaxException e) {
            throw new TwinException("cannot pack the main classes of tests into " + archive, e);
        }
    }

    private static Path classesOfThisPackage() throws URISyntaxException {
        var name = WarmStart.class.getSimpleName() + ".class";
        var here = WarmStart.class.getResource(name);
        if (here == null) {
            throw new TwinException("there is no " + name, null);
        }
        return Path.of(here.toURI()).resolveSibling("");
    }
}
