package io.sparkactor.benchmarks.suite;

import java.util.List;
import java.util.Locale;

/**
 * How many times as fast as a rival we are. Immutable.
 *
 * @param ours our score
 * @param theirs the rival's score in the same row of the same session
 */
public record Ratio(Score ours, Score theirs) {

    /** More than one if we are faster. */
    public double value() {
        return theirs.nanos() / ours.nanos();
    }

    /** Whether both have two forks or more, which differ by no more than the two contenders do. */
    public boolean isEstablished() {
        double claimed = Math.max(value(), 1 / value());
        return Math.min(ours.forks().size(), theirs.forks().size()) > 1
                && ours.spread() <= claimed
                && theirs.spread() <= claimed;
    }

    /** The ratio, and whether it is established, in words. */
    public String text() {
        return times(value()) + (isEstablished() ? "" : ", not established");
    }

    /** The same in words for what no framework of the suite has reached, the less the better. */
    public static String text(List<Double> ours, List<Double> theirs) {
        return new Ratio(new Score(Framework.SPARK, ours), new Score(Framework.SPARK, theirs)).text();
    }

    static String times(double ratio) {
        return String.format(Locale.ROOT, "%.2f ×", ratio);
    }
}
