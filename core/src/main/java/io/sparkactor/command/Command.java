package io.sparkactor.command;

import io.sparkactor.ActorRef;
import io.sparkactor.Request;
import io.sparkactor.StreamRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A command of the operating system, to be sent to a {@link RunCommand}. Immutable; each method gives a changed copy.
 *
 * <pre>{@code
 * CommandResult result = runner.ask(Command.of("git", "status").timeout(Duration.ofSeconds(10)));
 * CommandResult files = runner.ask(Command.shell("ls | wc -l"));
 * try (var news = runner.askStream(Command.of("make"))) {
 *     for (CommandUpdate update : news) { … }
 * }
 * }</pre>
 *
 * <p>{@code ask} gets the {@link CommandResult} when all is over, {@code askStream} the {@link CommandUpdate}s as they come before it.
 * The time-out of either should be longer than that of the command: an ask that has given up does not end its command, but closing a
 * stream aborts it. Two commands are equal only if they are the same object, so that one that is run twice can be told apart.
 */
public final class Command
        implements CommandRequest,
                Request<CommandRequest, CommandResult>,
                StreamRequest<CommandRequest, CommandUpdate, CommandResult> {

    /** How many bytes of each output are kept unless {@link #maxBuffer} says otherwise: 1 MiB. */
    public static final int DEFAULT_MAX_BUFFER = 1 << 20;

    private final List<String> words;
    private final CommandOptions options;

    private Command(List<String> words, CommandOptions options) {
        this.words = words;
        this.options = options;
    }

    /**
     * A command that runs a program, without any shell: the arguments reach it as they are.
     *
     * @param executable its path, or its name, which is looked for on the {@code PATH} of this JVM
     * @param arguments its arguments; an empty one is an argument too
     * @throws IllegalArgumentException if {@code executable} is blank, or one of them holds a NUL character
     */
    public static Command of(String executable, String... arguments) {
        Objects.requireNonNull(arguments, "arguments");
        if (Objects.requireNonNull(executable, "executable").isBlank()) {
            throw new IllegalArgumentException("the executable must not be blank");
        }
        var words = new ArrayList<String>();
        words.add(withoutNul(executable, "executable"));
        for (String argument : arguments) {
            words.add(withoutNul(argument, "arguments"));
        }
        return new Command(List.copyOf(words), new CommandOptions());
    }

    /**
     * A command in the language of the system's shell ({@code /bin/sh}, {@code cmd.exe} on Windows), with its pipes, globs and
     * variables. Never build such a text from what others have typed: hand it in by {@link #variable} or {@link #input}.
     *
     * @throws IllegalArgumentException if {@code script} is blank or holds a NUL character
     */
    public static Command shell(String script) {
        if (Objects.requireNonNull(script, "script").isBlank()) {
            throw new IllegalArgumentException("the script must not be blank");
        }
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        return windows ? of("cmd.exe", "/c", script) : of("/bin/sh", "-c", script);
    }

    private Command with(Consumer<CommandOptions> change) {
        var changed = new CommandOptions(options);
        change.accept(changed);
        return new Command(words, changed);
    }

    /** Replaces the environment: the process sees these variables, and {@value ProcessMark#VARIABLE}, and none of this JVM's. */
    public Command environment(Map<String, String> variables) {
        Map<String, String> copy = new HashMap<>();
        Objects.requireNonNull(variables, "variables").forEach((name, value) -> putVariable(copy, name, value));
        return with(o -> {
            o.variables = Map.copyOf(copy);
            o.environmentReplaced = true;
        });
    }

    /**
     * Adds one variable to the environment, or replaces it.
     *
     * @throws IllegalArgumentException if {@code name} is empty or holds {@code =}, or either holds a NUL character
     */
    public Command variable(String name, String value) {
        Map<String, String> copy = new HashMap<>(options.variables);
        putVariable(copy, name, value);
        return with(o -> o.variables = Map.copyOf(copy));
    }

    private static void putVariable(Map<String, String> variables, String name, String value) {
        if (withoutNul(name, "name").isEmpty() || name.indexOf('=') >= 0) {
            throw new IllegalArgumentException("a variable has a name without =, not \"" + name + "\"");
        }
        variables.put(name, withoutNul(value, "value"));
    }

    /** Runs it in a folder. Without one, it runs in that of this JVM. */
    public Command directory(Path directory) {
        Objects.requireNonNull(directory, "directory");
        return with(o -> o.directory = directory);
    }

    /** Gives it a text to read from its standard input, in its {@link #charset}. Without input, its input is empty. */
    public Command input(String text) {
        Objects.requireNonNull(text, "text");
        return with(o -> o.input = charset -> new ByteArrayInputStream(text.getBytes(charset)));
    }

    /** Gives it bytes to read from its standard input; copied. */
    public Command input(byte[] bytes) {
        byte[] copy = Objects.requireNonNull(bytes, "bytes").clone();
        return with(o -> o.input = charset -> new ByteArrayInputStream(copy));
    }

    /**
     * Gives it a stream to read from its standard input, while its output is read. If it fails, the command is ended
     * ({@link CommandOutcome.InputFailed}).
     *
     * @param source opens the stream, once for each time that the command runs, on the thread that reads and closes it
     */
    public Command inputFrom(Supplier<? extends InputStream> source) {
        Objects.requireNonNull(source, "source");
        return with(o -> o.input = charset -> source.get());
    }

    /**
     * How its output is read, and a text given to it is written. Default: UTF-8. With {@code ISO_8859_1} each character is one byte, for
     * output that is no text.
     */
    public Command charset(Charset charset) {
        Objects.requireNonNull(charset, "charset");
        return with(o -> o.charset = charset);
    }

    /**
     * Ends it, with its whole tree of processes, if it has not ended so long after its start. Default: never.
     *
     * @throws IllegalArgumentException if {@code timeout} is not positive
     */
    public Command timeout(Duration timeout) {
        if (Objects.requireNonNull(timeout, "timeout").isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive, but is " + timeout);
        }
        return with(o -> o.timeout = timeout);
    }

    /**
     * How many bytes of each output the result keeps. Of more, the first half and the last half are kept. Default: 1 MiB.
     *
     * @throws IllegalArgumentException if {@code bytes} is not positive
     */
    public Command maxBuffer(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("maxBuffer must be positive, but is " + bytes);
        }
        return with(o -> o.maxBuffer = bytes);
    }

    /** A failure is nothing to warn of: it is logged at DEBUG like a success. */
    public Command errorOk() {
        return with(o -> o.errorOk = true);
    }

    /** Sends what it writes to somebody as it comes: {@link CommandOutput} and {@link CommandError}. */
    public Command updates(ActorRef<? super CommandUpdate> target) {
        Objects.requireNonNull(target, "target");
        return with(o -> o.updates = target);
    }

    /** Sends a {@link CommandStarted} to somebody when its process runs, ahead of all {@link #updates}. */
    public Command reportStart(ActorRef<? super CommandStarted> target) {
        Objects.requireNonNull(target, "target");
        return with(o -> o.startReport = target);
    }

    /** Writes these texts as {@code ...} in logs and in every {@code toString}. They stay in the output itself. */
    public Command masking(String... secrets) {
        var masks = new ArrayList<>(options.masks);
        for (String secret : Objects.requireNonNull(secrets, "secrets")) {
            if (!Objects.requireNonNull(secret, "secrets").isEmpty()) {
                masks.add(secret);
            }
        }
        return with(o -> o.masks = List.copyOf(masks));
    }

    /** Logs nothing. Without it, success is logged at DEBUG and failure at WARNING, with at most 5 lines of each output. */
    public Command quiet() {
        return with(o -> o.quiet = true);
    }

    /** Sends its {@link CommandLog} to somebody, instead of to the system's log. */
    public Command logTo(ActorRef<? super CommandLog> target) {
        Objects.requireNonNull(target, "target");
        return with(o -> o.log = target);
    }

    /** How the log calls it. Without one, by its executable. */
    public Command logTag(String tag) {
        Objects.requireNonNull(tag, "tag");
        return with(o -> o.logTag = tag);
    }

    /** What is run. */
    public String executable() {
        return words.getFirst();
    }

    /** The arguments; immutable. */
    public List<String> arguments() {
        return words.subList(1, words.size());
    }

    /** The executable and its arguments. */
    List<String> words() {
        return words;
    }

    CommandOptions options() {
        return options;
    }

    /** A text with what is to be masked left out. */
    String masked(String text) {
        String result = text;
        for (String secret : options.masks) {
            result = result.replace(secret, "...");
        }
        return result;
    }

    /** The command line, masked; for people. */
    @Override
    public String toString() {
        return masked(String.join(" ", words));
    }

    private static String withoutNul(String text, String what) {
        if (Objects.requireNonNull(text, what).indexOf('\0') >= 0) {
            throw new IllegalArgumentException(what + " must hold no NUL character");
        }
        return text;
    }
}
