package io.sparkactor.testkit.simulation;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the simulation says when it gives a run up. Stateless. */
final class Reports {

    /** What stands between a thread that waits and the call that waits: the JDK and this runtime. */
    private static final Pattern RUNTIME = Pattern.compile(
            "(java|jdk)\\..*"
                    + "|io\\.sparkactor\\.testkit\\.simulation\\.(Reports|Baton|Simulated\\w+|World|Strand|VirtualTimers)(\\$.*)?");

    /** What stands between the call that waits and the test: Spark. */
    private static final Pattern FRAMEWORK = Pattern.compile("io\\.sparkactor\\.(internal\\..*|[A-Z].*"
            + "|testkit\\.(Await|TestProbe|WaitTime)(\\$.*)?|testkit\\.simulation\\.Simulation(\\$.*)?)");

    private Reports() {}

    static AssertionError foreign(long seed, Thread thread) {
        return new AssertionError("the simulation with seed " + seed + " does not rule " + thread
                + ", so that a replay would differ; start threads with Simulation.start(…)");
    }

    static AssertionError tooManySteps(World world, long limit) {
        return new AssertionError(head(world) + " has not ended after " + limit
                + " steps; look for actors that never come to rest, or raise SimulationLimits.steps. The last steps:\n"
                + String.join("\n", world.trace().read().last(20)));
    }

    static AssertionError stuck(World world) {
        return new AssertionError(
                head(world) + " is stuck: nobody can go on, and there is no timer and no time-out to wait for:\n"
                        + places(world.crossing().parked()));
    }

    static AssertionError leftBehind(World world, Duration grace) {
        List<Strand> others = world.strands().stream()
                .filter(strand ->
                        strand != world.baton().running() && !world.timers().isRunBy(strand))
                .toList();
        return new AssertionError(head(world) + " has left threads behind, which did not end in " + grace.toMinutes()
                + " virtual minutes after the close:\n" + places(others));
    }

    static AssertionError stillRunning(World world) {
        return new AssertionError(head(world) + " could not end these threads:\n" + places(world.strands()));
    }

    static AssertionError tooSlow(World world, Duration limit) {
        Strand holder = world.baton().running();
        String what = holder == null ? "nobody runs" : holder.label() + " holds up the others: " + standing(holder);
        return new AssertionError(head(world) + " was not over after " + limit.toMillis() + " ms of real time and "
                + world.baton().steps() + " steps; " + what
                + "\nWhat waits outside of the framework (sleep, locks, futures) cannot be"
                + " simulated: use Simulation.sleep and await, and send nothing while holding a lock."
                + " Or raise SimulationLimits.realTime.");
    }

    private static String head(World world) {
        return "the simulation with seed " + world.seed() + " at " + TraceRecorder.seconds(world.now()) + " s";
    }

    private static String places(Collection<Strand> strands) {
        return strands.stream()
                .map(strand -> "  " + strand.label() + " waits in " + place(strand))
                .collect(Collectors.joining("\n"));
    }

    /** The call of the framework in which it waits, and who calls it. */
    private static String place(Strand strand) {
        @Nullable StackTraceElement call = null;
        for (StackTraceElement frame : strand.thread().getStackTrace()) {
            boolean runtime = RUNTIME.matcher(frame.getClassName()).matches();
            if (!runtime && !FRAMEWORK.matcher(frame.getClassName()).matches()) {
                return (call == null ? "" : text(call) + ", called at ") + frame;
            }
            call = runtime ? call : frame;
        }
        return call == null ? "its beginning" : text(call);
    }

    private static String text(StackTraceElement call) {
        String type = call.getClassName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + call.getMethodName();
    }

    private static String standing(Strand strand) {
        Thread thread = strand.thread();
        StringBuilder text = new StringBuilder().append(thread.getState()).append(" at");
        for (StackTraceElement frame : thread.getStackTrace()) {
            text.append("\n    ").append(frame);
        }
        return text.toString();
    }
}
