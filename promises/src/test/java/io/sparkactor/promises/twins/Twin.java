package io.sparkactor.promises.twins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A deliberately broken variant of our code and the test that must notice it. Immutable.
 *
 * <p>The file {@code P1-lost-when-stopped.twin}:
 *
 * <pre>
 * promise: P1
 * title: a message to a stopped actor is lost
 * test: io.sparkactor.promises.P1Test#sendToAStoppedActorIsRefused
 * expect: expected: REFUSED
 * file: core/src/main/java/io/sparkactor/internal/cell/ActorCell.java
 * --- find
 *         return refuse(message);
 * --- replace
 *         return Delivery.accepted();
 * --- end
 * </pre>
 *
 * <p>{@code test} is a test class, with {@code #method} for one method; {@code jcstress: regex} instead names tests of the module
 * {@code concurrency-tests}, and {@code simulated} a test that explores seeds: it must find the twin within 10,000 of them, by a seed
 * that goes the same way three times. {@code expect} is a text that the failure must contain, so that the twin is caught for the right
 * reason (of jcstress: that a line {@code Observed forbidden state: …} must contain); {@code expect: timeout} means that the test does
 * not end. Optional: {@code timeout: seconds} for one run (default 30, and 120 for seeds; four times as long where the test is to end), {@code attempts: n}, as a single run on a busy
 * machine may miss a race (default 3), {@code compiler: second} if the fault shows in fully compiled code alone. Each block belongs to the {@code file} named before it; the text to find are whole lines that
 * occur exactly once. Lines that begin with {@code #} before the first block are comments.
 *
 * @param name the file's name without its ending
 * @param fullyCompiled whether the JVM needs its second compiler
 * @param changes new texts by file, relative to the root of the project
 */
record Twin(
        String name,
        String promise,
        String title,
        Target target,
        String expect,
        Duration timeout,
        int attempts,
        boolean fullyCompiled,
        List<Change> changes) {

    static final String ENDING = ".twin";
    static final String TIMEOUT = "timeout";

    /** What must notice. */
    sealed interface Target {}

    /** A JUnit test class, or one method of it. */
    record JunitTarget(String selector) implements Target {
        @Override
        public String toString() {
            return shortName(selector);
        }
    }

    /** A JUnit test that explores seeds by {@link io.sparkactor.testkit.simulation.Simulation#explore}; class or method. */
    record SimulatedTarget(String selector) implements Target {
        @Override
        public String toString() {
            return "the seeds of " + shortName(selector);
        }
    }

    /** Tests of jcstress whose name matches. */
    record JcstressTarget(String regex) implements Target {
        @Override
        public String toString() {
            return "jcstress " + regex;
        }
    }

    /** One find-and-replace in one file; both texts are whole lines. */
    record Change(String file, String find, String replace) {}

    /** Without the package and the types of parameters. */
    private static String shortName(String selector) {
        var method = selector.replaceFirst("\\(.*", "");
        return method.substring(method.lastIndexOf('.') + 1);
    }

    private static final Set<String> HEADERS = Set.of(
            "promise", "title", "test", "simulated", "jcstress", "expect", "timeout", "attempts", "compiler", "file");

    /**
     * Reads a twin.
     *
     * @throws TwinException if the file has not the form above
     */
    static Twin read(Path path) {
        var name = path.getFileName().toString().replace(ENDING, "");
        try {
            return new Reader(name, Files.readAllLines(path)).read();
        } catch (IOException e) {
            throw new TwinException("cannot read twin " + name, e);
        }
    }

    /** Reads the lines of one file; confined to one thread. */
    private static final class Reader {

        private final String name;
        private final List<String> lines;
        private final Map<String, String> headers = new HashMap<>();
        private final List<Change> changes = new ArrayList<>();
        private int position;

        Reader(String name, List<String> lines) {
            this.name = name;
            this.lines = lines;
        }

        Twin read() {
            while (position < lines.size()) {
                var line = lines.get(position++);
                if (line.equals("--- find")) {
                    var find = linesUpTo("--- replace");
                    changes.add(new Change(header("file"), find, linesUpTo("--- end")));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    readHeader(line);
                }
            }
            if (changes.isEmpty()) {
                throw fault("has no '--- find' block");
            }
            return new Twin(
                    name,
                    header("promise"),
                    header("title"),
                    target(),
                    header("expect"),
                    Duration.ofSeconds(number("timeout", target() instanceof SimulatedTarget ? 120 : 30)),
                    number("attempts", 3),
                    needsSecondCompiler(),
                    List.copyOf(changes));
        }

        private void readHeader(String line) {
            var colon = line.indexOf(':');
            var key = colon < 0 ? line : line.substring(0, colon).strip();
            if (colon < 0 || !HEADERS.contains(key)) {
                throw fault("line " + position + " is no header of " + HEADERS + ": " + line);
            }
            headers.put(key, line.substring(colon + 1).strip());
        }

        private String linesUpTo(String end) {
            var from = position;
            while (position < lines.size()) {
                if (lines.get(position++).equals(end)) {
                    return String.join("\n", lines.subList(from, position - 1));
                }
            }
            throw fault("has no '" + end + "' after line " + from);
        }

        private Target target() {
            var targets = new ArrayList<Target>();
            addTarget(targets, "test", JunitTarget::new);
            addTarget(targets, "simulated", SimulatedTarget::new);
            addTarget(targets, "jcstress", JcstressTarget::new);
            if (targets.size() != 1) {
                throw fault("needs one of 'test:', 'simulated:' and 'jcstress:'");
            }
            return targets.getFirst();
        }

        private void addTarget(List<Target> targets, String key, Function<String, Target> maker) {
            if (headers.containsKey(key)) {
                targets.add(maker.apply(header(key)));
            }
        }

        private boolean needsSecondCompiler() {
            var compiler = headers.getOrDefault("compiler", "first");
            if (!List.of("first", "second").contains(compiler)) {
                throw fault("'compiler' is neither first nor second");
            }
            return compiler.equals("second");
        }

        private String header(String key) {
            @Nullable String value = headers.get(key);
            if (value == null || value.isEmpty()) {
                throw fault("has no '" + key + ":'");
            }
            return value;
        }

        private int number(String key, int otherwise) {
            try {
                return Integer.parseInt(headers.getOrDefault(key, Integer.toString(otherwise)));
            } catch (NumberFormatException e) {
                throw fault("'" + key + "' is no number");
            }
        }

        private TwinException fault(String what) {
            return new TwinException("twin " + name + " " + what, null);
        }
    }
}
