package io.sparkactor.benchmarks.measure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The options on a benchmark's command line. Immutable. */
public final class Arguments {

    private static final int EXIT_USAGE = 2;

    private final Map<String, String> given;

    private Arguments(Map<String, String> given) {
        this.given = Map.copyOf(given);
    }

    /**
     * Reads the command line of a {@code main}; ends the JVM with a word about the known options if it has another one.
     *
     * @param known the options; those that end in {@code =} have a value, given as the next argument
     */
    public static Arguments ofMain(String[] args, String... known) {
        try {
            return parse(args, known);
        } catch (IllegalArgumentException e) {
            throw misused(e);
        }
    }

    private static IllegalArgumentException misused(IllegalArgumentException e) {
        System.err.println(e.getMessage());
        System.exit(EXIT_USAGE);
        return e;
    }

    static Arguments parse(String[] args, String... known) {
        Map<String, String> given = new HashMap<>();
        List<String> names = List.of(known);
        for (int i = 0; i < args.length; i++) {
            if (names.contains(args[i])) {
                given.put(args[i], "");
            } else if (names.contains(args[i] + "=") && i + 1 < args.length) {
                given.put(args[i], args[++i]);
            } else {
                throw new IllegalArgumentException("unknown or incomplete option " + args[i] + "; known are " + names);
            }
        }
        return new Arguments(given);
    }

    /** Whether an option was given. */
    public boolean has(String name) {
        return given.containsKey(name);
    }

    /** The value of an option. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(given.get(name));
    }

    /** The values of an option that is a list of names, divided by commas; all of them if it was not given; ends the JVM as above. */
    public <E extends Enum<E>> List<E> names(String name, Class<E> type) {
        try {
            List<E> known = List.of(type.getEnumConstants());
            return text(name).map(text -> parse(text, known)).orElse(known);
        } catch (IllegalArgumentException e) {
            throw misused(e);
        }
    }

    private static <E extends Enum<E>> List<E> parse(String text, List<E> known) {
        return Stream.of(text.split(",", -1))
                .map(word -> known.stream()
                        .filter(each -> each.name().equalsIgnoreCase(word.strip()))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException("unknown name " + word + "; known are " + known)))
                .toList();
    }

    /** The value of an option that is a positive number. */
    public int number(String name, int otherwise) {
        int number = text(name).map(Integer::parseInt).orElse(otherwise);
        if (number < 1) {
            throw new IllegalArgumentException(name + " must be positive, but is " + number);
        }
        return number;
    }
}
