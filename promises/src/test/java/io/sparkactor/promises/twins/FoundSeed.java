package io.sparkactor.promises.twins;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The seed under which a simulated test has failed, and how it went when that seed was run again. Immutable.
 *
 * @param seed the seed; all below it have passed
 * @param runs how the runs compare
 */
record FoundSeed(long seed, String runs) {

    private static final Pattern REPEATED = Pattern.compile(
            "seed (\\d+) fails: .*?; (3 of 3 runs went the same way, byte by byte \\([^)]*\\))", Pattern.DOTALL);

    /** The seed that a failure names; empty if it names none, or one that went another way when it was run again. */
    static Optional<FoundSeed> in(String failure) {
        var matcher = REPEATED.matcher(failure);
        return matcher.find()
                ? Optional.of(new FoundSeed(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return seed + " | " + runs;
    }
}
