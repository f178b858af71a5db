package io.sparkactor.process.internal.launch;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a child JVM takes over from this one, so that it knows the same classes. Immutable.
 *
 * @param java the launcher of the JDK that runs this JVM
 * @param options those that a child needs too: modules, assertions, system properties; not the heap, the agents, the garbage collector
 * @param classPath the class path; jars of the framework come first, as a cache of classes needs a beginning that never differs
 * @param frameworkPath the part of it that is the framework; empty if that is on the module path or in folders
 * @param modulePath the module path, of absolute entries; mostly empty
 * @param modules the modules that this JVM has found there
 */
public record ParentJvm(
        Path java,
        List<String> options,
        List<String> classPath,
        List<String> frameworkPath,
        String modulePath,
        List<String> modules) {

    private static final List<String> INHERITED = List.of(
            "--add-opens=",
            "--add-exports=",
            "--add-reads=",
            "--add-modules=",
            "--limit-modules=",
            "--patch-module=",
            "--upgrade-module-path=",
            "--enable-native-access=",
            "--illegal-native-access=",
            "--sun-misc-unsafe-memory-access=",
            "--enable-preview",
            "-ea",
            "-da",
            "-esa",
            "-dsa",
            "-enableassertions",
            "-disableassertions",
            "-D");

    /** Copies the lists. */
    public ParentJvm {
        options = List.copyOf(options);
        classPath = List.copyOf(classPath);
        frameworkPath = List.copyOf(frameworkPath);
        modules = List.copyOf(modules);
    }

    /**
     * Looks at this JVM.
     *
     * @param framework classes of each jar of the framework
     */
    public static ParentJvm ofThis(Class<?>... framework) {
        String modulePath = String.join(File.pathSeparator, split(System.getProperty("jdk.module.path", "")));
        List<String> modules = modulesOfFiles();
        boolean isNamed = framework[0].getModule().isNamed();
        List<String> first = isNamed ? List.of() : jarsOf(framework);
        Set<String> classPath = new LinkedHashSet<>(first);
        classPath.addAll(split(System.getProperty("java.class.path", "")));
        return new ParentJvm(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                inheritedOptions(),
                List.copyOf(classPath),
                first,
                modulePath,
                modulePath.isEmpty() ? List.of() : modules);
    }

    /** Whether the framework is in modules. */
    public boolean isModular() {
        return modules.contains("io.sparkactor.process");
    }

    private static List<String> inheritedOptions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> INHERITED.stream().anyMatch(option::startsWith))
                .filter(option -> !option.startsWith("-Dcom.sun.management.")) // its ports are taken by this JVM
                .toList();
    }

    private static List<String> modulesOfFiles() {
        return ModuleLayer.boot().configuration().modules().stream()
                .filter(module -> isFile(module.reference()))
                .map(ResolvedModule::name)
                .sorted()
                .toList();
    }

    private static boolean isFile(ModuleReference reference) {
        return reference.location().map(uri -> uri.getScheme().equals("file")).orElse(false);
    }

    /** The jars that hold these classes, absolute; none if one of the classes is not in a jar. */
    private static List<String> jarsOf(Class<?>... framework) {
        List<String> jars = new ArrayList<>();
        for (Class<?> type : framework) {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            Path file = source == null ? null : pathOf(source);
            if (file == null || !Files.isRegularFile(file)) {
                return List.of();
            }
            jars.add(file.toString());
        }
        return jars;
    }

    private static @org.jspecify.annotations.Nullable Path pathOf(CodeSource source) {
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
            return null;
        }
    }

    /** The entries of a path, absolute, as the child may have another working folder. */
    private static List<String> split(String path) {
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .toList();
    }
}
