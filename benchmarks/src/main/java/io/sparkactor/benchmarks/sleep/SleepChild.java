package io.sparkactor.benchmarks.sleep;

import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Finish;

/** The child JVM of the sleepers: one contender. Confined to the main thread. */
public final class SleepChild {

    private SleepChild() {}

    /** Prints the milliseconds of each measured iteration. */
    public static void main(String[] args) {
        int count = Integer.parseInt(args[1]);
        int times = Integer.parseInt(args[2]);
        int warmUps = Integer.parseInt(args[3]);
        int measured = Integer.parseInt(args[4]);
        try (SleepContender contender = args[0].equals("spark") ? new SparkSleepers(count) : new PekkoSleepers(count)) {
            for (int i = 0; i < warmUps + measured; i++) {
                double millis = run(contender, count, times);
                if (i >= warmUps) {
                    ChildJvm.result(Double.toString(millis));
                }
            }
        }
    }

    /** Runs a contender once; milliseconds from the first send to the last end of a sleep. */
    public static double run(SleepContender contender, int count, int times) {
        Finish finish = new Finish(count);
        long start = System.nanoTime();
        contender.begin(times, finish);
        finish.await();
        double millis = (System.nanoTime() - start) / 1e6;
        contender.check();
        return millis;
    }
}
