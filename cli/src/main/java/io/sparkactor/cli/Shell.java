package io.sparkactor.cli;

import java.util.regex.Pattern;

/** Words as a POSIX shell reads them. Immutable. */
final class Shell {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,~-]+");

    private Shell() {}

    /**
     * Returns the word so that it can be pasted into a command line.
     *
     * @param word any text
     * @return the word itself, or in single quotes where it holds a blank or a special character
     */
    static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
