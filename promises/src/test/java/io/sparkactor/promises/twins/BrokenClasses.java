package io.sparkactor.promises.twins;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Makes the classes of twins: the changed sources, compiled against the unchanged classes. Thread-safe: one at a time.
 *
 * <p>What the compiler has read of the class path is kept for the next one, else that would be most of its work.
 */
final class BrokenClasses {

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
    private final Project project;

    /** Compiles nothing yet. */
    BrokenClasses(Project project) throws IOException {
        this.project = project;
        files.setLocationFromPaths(
                StandardLocation.CLASS_PATH,
                Stream.of(project.classPath().split(File.pathSeparator, -1))
                        .map(Path::of)
                        .toList());
    }

    /**
     * Compiles a twin.
     *
     * @param folder an empty folder for the classes
     * @throws TwinException if a text is not found exactly once, or the result does not compile
     */
    synchronized void compile(Twin twin, Path folder) throws IOException {
        files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
        var options = List.of("-proc:none", "-nowarn", "-parameters");
        var sources = new ArrayList<JavaFileObject>();
        changedSources(twin, project).forEach((file, text) -> sources.add(new Source(file, text)));
        var output = new StringWriter();
        if (!compiler.getTask(output, files, null, options, null, sources).call()) {
            throw new TwinException("twin " + twin.name() + " does not compile:\n" + output, null);
        }
    }

    /** The files that a twin changes, as they are with it. Throws as {@link #compile} does if a text is not found once. */
    static Map<String, String> changedSources(Twin twin, Project project) {
        var texts = new LinkedHashMap<String, String>();
        for (var change : twin.changes()) {
            var text = texts.computeIfAbsent(change.file(), file -> textOf(twin, project.source(file)));
            texts.put(change.file(), replaceOnce(twin, change, text));
        }
        return texts;
    }

    private static String textOf(Twin twin, Path file) {
        try {
            return "\n" + Files.readString(file);
        } catch (IOException e) {
            throw new TwinException("twin " + twin.name() + " changes " + file + ", which cannot be read", e);
        }
    }

    /** Lines are matched whole: the text to find is looked for between two line ends. */
    private static String replaceOnce(Twin twin, Twin.Change change, String text) {
        var find = "\n" + change.find() + "\n";
        var first = text.indexOf(find);
        if (first < 0 || text.indexOf(find, first + 1) >= 0) {
            throw new TwinException(
                    "twin " + twin.name() + ": these lines must occur exactly once in " + change.file() + ", but "
                            + (first < 0 ? "do not occur" : "occur more often") + "; adapt the twin to the code:\n"
                            + change.find(),
                    null);
        }
        return text.substring(0, first) + "\n" + change.replace() + "\n" + text.substring(first + find.length());
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String file, String text) {
            super(URI.create("string:///" + file.substring(file.indexOf("/java/") + "/java/".length())), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
