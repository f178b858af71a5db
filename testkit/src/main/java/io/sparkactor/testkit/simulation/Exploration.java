package io.sparkactor.testkit.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs many seeds and tells of the one that fails. Stateless. */
final class Exploration {

    private static final String ONE_SEED = "spark.seed";
    private static final String HOW_MANY = "spark.seeds";
    private static final int LINES_SHOWN = 25;

    /** So many runs of a failing seed are compared, the one that found it among them. */
    private static final int RUNS_COMPARED = 3;

    private Exploration() {}

    static void explore(int seeds, SimulationLimits limits, Simulation.Body<?> body) {
        if (seeds < 1) {
            throw new IllegalArgumentException("seeds must be positive, but is " + seeds);
        }
        @Nullable Long only = Long.getLong(ONE_SEED);
        if (only != null) {
            check(only, limits, body);
            return;
        }
        int count = Integer.getInteger(HOW_MANY, seeds);
        for (long seed = 0; seed < count; seed++) {
            check(seed, limits, body);
        }
    }

    private static void check(long seed, SimulationLimits limits, Simulation.Body<?> body) {
        SimulatedRun run = SimulatedRun.of(seed, limits, body);
        if (run.failure() != null) {
            String replay = run.replayable() ? replay(seed, limits, body, run) : "real time has decided it";
            throw new AssertionError(
                    "seed " + seed + " fails: " + run.failure() + "\nto repeat it: -D" + ONE_SEED + "=" + seed
                            + ", or Simulation.run(" + seed + ", …); " + replay + "\nthe steps that led to it:\n  "
                            + String.join("\n  ", leading(run)),
                    run.failure());
        }
    }

    private static List<String> leading(SimulatedRun run) {
        int end = run.linesToFailure();
        return run.trace().lines().subList(Math.max(0, end - LINES_SHOWN), end);
    }

    /** Runs it again, and says whether each run went the same way. */
    private static String replay(long seed, SimulationLimits limits, Simulation.Body<?> body, SimulatedRun run) {
        for (int number = 2; number <= RUNS_COMPARED; number++) {
            SimulationTrace again = SimulatedRun.of(seed, limits, body).trace();
            int line = run.trace().firstDifference(again);
            if (line >= 0) {
                return "RUN " + number + " WENT ANOTHER WAY, from line " + line
                        + " of the trace: something that the simulation does"
                        + " not rule takes part (state kept between runs, identity hash codes, the time of day);\n  first: "
                        + line(run.trace(), line) + "\n  then:  " + line(again, line);
            }
        }
        return RUNS_COMPARED + " of " + RUNS_COMPARED + " runs went the same way, byte by byte ("
                + run.trace().lines().size() + " lines, hash "
                + Long.toHexString(run.trace().hash()) + ")";
    }

    private static String line(SimulationTrace trace, int index) {
        return index < trace.lines().size() ? trace.lines().get(index) : "(the end)";
    }
}
