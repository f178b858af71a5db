package io.sparkactor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles a single-file program and finds its main class, in one JVM start. Faults are printed by javac itself, to
 * standard error. Confined to the main thread.
 */
public final class ProgramCompiler {
    private final Path source;
    private final List<String> options;

    /**
     * Prepares to compile one file.
     *
     * @param source the file
     * @param classes the folder for the classes
     * @param modulePath the jars that the program may use
     * @param addModules the modules that the program reads, with commas between them
     */
    ProgramCompiler(Path source, Path classes, String modulePath, String addModules) {
        this.source = source;
        this.options = List.of(
                "-d",
                classes.toString(),
                "--class-path",
                classes.toString(),
                "--module-path",
                modulePath,
                "--add-modules",
                addModules,
                "-encoding",
                "UTF-8",
                "-proc:none",
                "-parameters",
                "-g");
    }

    /**
     * Compiles the file {@code args[0]} into the folder {@code args[1]} and prints the name of its main class. Ends the
     * JVM with 1 if the program has faults or no main method.
     *
     * @param args the source file, the folder for classes, the module path, and the modules to add
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        var compiler = new ProgramCompiler(Path.of(args[0]), Path.of(args[1]), args[2], args[3]);
        Outcome outcome = compiler.compile();
        switch (outcome) {
            case Outcome.Compiled(String mainClass) -> System.out.println(mainClass);
            case Outcome.Faulty() -> System.exit(1);
            case Outcome.NoMain() -> {
                System.err.println("spark: " + args[0] + " has no main method; add: void main() { … }");
                System.exit(1);
            }
        }
    }

    /**
     * Compiles the file.
     *
     * @return what came of it
     * @throws IOException if a file cannot be read or written
     */
    Outcome compile() throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, UTF_8)) {
            var finder = new MainClassFinder();
            var task = (JavacTask) javac.getTask(null, files, null, options, null, files.getJavaFileObjects(source));
            task.addTaskListener(finder.on(task));
            if (!task.call()) {
                return new Outcome.Faulty();
            }
            Optional<String> mainClass = finder.mainClass();
            return mainClass.isPresent() ? new Outcome.Compiled(mainClass.get()) : new Outcome.NoMain();
        }
    }

    /** What came of compiling a program. */
    sealed interface Outcome {
        /**
         * It can be run.
         *
         * @param mainClass the binary name of the class to start
         */
        record Compiled(String mainClass) implements Outcome {}

        /** It has faults, which javac has printed. */
        record Faulty() implements Outcome {}

        /** It compiles, but there is nothing to start. */
        record NoMain() implements Outcome {}
    }
}
