package io.sparkactor.testkit.simulation;

import io.sparkactor.RuntimeEvent;
import io.sparkactor.Syndicate;
import io.sparkactor.SyndicateConfig;
import io.sparkactor.WaitInterruptedException;
import io.sparkactor.spi.RuntimeHooks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A run of whole syndicates that a seed decides: which thread goes on, which timer fires first, how long everything takes. One seed
 * gives one run, so that a failure can be repeated as often as one likes.
 *
 * <pre>{@code
 * Simulation.explore(1000, simulation -> {
 *     Syndicate syndicate = simulation.open("bank");
 *     …
 * });
 * }</pre>
 *
 * <p>One thread of the simulated world runs at a time. Another one may go on wherever a thread waits in the framework, makes an actor
 * ready, wakes or starts somebody, and where a turn ends; the seed decides. Time is virtual and costs none: it stands still while
 * anybody can go on, and then jumps to the next timer or time-out.
 *
 * <p>What is not seen here cannot be simulated: other threads than those of {@link #start} and of the syndicates must not touch them
 * (the run fails), and a thread that blocks outside of the framework ({@code Thread.sleep}, a contended lock, {@code Future.get}) holds
 * up the whole world until {@link SimulationLimits#realTime}. Use {@link #sleep} and {@link #await}; hold no lock while sending.
 *
 * <p>For the threads of the simulated world; each call may be made in the body, in handlers, and in what {@link #start} runs.
 */
public final class Simulation {

    /** So many queued messages until sends from outside are refused, unless configured: the same on all machines. */
    private static final long MAX_QUEUED = 1_000_000;

    private static final long LONGEST_SLEEP = TimeUnit.DAYS.toNanos(36_500);

    private final World world;
    private final RuntimeHooks hooks;
    private final StartedThreads threads;
    private final List<Syndicate> syndicates = new ArrayList<>();

    Simulation(World world) {
        this.world = world;
        this.hooks = new SimulatedHooks(world);
        this.threads = new StartedThreads(world);
    }

    /**
     * Runs a body in a new world and ends that world: then its syndicates are closed, and all its threads have ended.
     *
     * @param seed decides the run
     * @param body what to run; on a thread of the simulated world
     * @return what happened
     * @param <X> what the body may throw
     * @throws X what the body threw
     * @throws AssertionError if nobody can go on any more (it says who waits for what), if a thread is left behind, or if a limit of
     *     {@link SimulationLimits#DEFAULT} is reached
     */
    public static <X extends Exception> SimulationTrace run(long seed, Body<X> body) throws X {
        return run(seed, SimulationLimits.DEFAULT, body);
    }

    /** Runs a body within limits; see {@link #run(long, Body)}. */
    public static <X extends Exception> SimulationTrace run(long seed, SimulationLimits limits, Body<X> body) throws X {
        return SimulatedRun.of(seed, Objects.requireNonNull(limits, "limits"), Objects.requireNonNull(body, "body"))
                .traceOrThrow();
    }

    /**
     * Runs a body with the seeds from 0, each in a new world, until one fails.
     *
     * <p>{@code -Dspark.seed=417} runs that seed alone, to repeat a failure; {@code -Dspark.seeds=100000} runs so many instead.
     *
     * @param seeds how many; positive
     * @param body what to run; must not keep anything from one call to the next
     * @throws AssertionError if a run fails; it names the seed, says how to repeat it and whether that gave the same run again, and has
     *     what the run threw as its cause
     */
    public static void explore(int seeds, Body<?> body) {
        explore(seeds, SimulationLimits.DEFAULT, body);
    }

    /** Runs a body with many seeds, each within limits; see {@link #explore(int, Body)}. */
    public static void explore(int seeds, SimulationLimits limits, Body<?> body) {
        Exploration.explore(seeds, Objects.requireNonNull(limits, "limits"), Objects.requireNonNull(body, "body"));
    }

    /** The simulation that the calling thread belongs to. Any thread. */
    public static Optional<Simulation> current() {
        return World.CURRENT.isBound() ? Optional.of(World.CURRENT.get().simulation()) : Optional.empty();
    }

    /** The seed of this run. */
    public long seed() {
        return world.seed();
    }

    /** Opens a syndicate in this world; see {@link #open(String, Consumer)}. */
    public Syndicate open(String name) {
        return open(name, config -> {});
    }

    /**
     * Opens a syndicate in this world. It is closed at the end, if not before. Its runtime events go into the trace, and an assertion
     * that fails in a handler fails the run.
     *
     * @param name its name
     * @param options sets the options, but for {@link SyndicateConfig#hooks}
     */
    public Syndicate open(String name, Consumer<? super SyndicateConfig> options) {
        Objects.requireNonNull(options, "options");
        world.baton().self();
        Syndicate syndicate = Syndicate.open(name, config -> {
            options.accept(config.maxQueuedMessages(MAX_QUEUED));
            config.hooks(hooks);
        });
        syndicates.add(syndicate);
        syndicate.subscribe(this::see);
        return syndicate;
    }

    private void see(RuntimeEvent event) {
        world.note(TraceRecorder.text(event));
        if (event instanceof RuntimeEvent.HandlerFailed failed && failed.cause() instanceof AssertionError assertion) {
            world.fail(assertion); // supervision would keep it from the test
        }
    }

    /** Time, threads and waiting of this world, for what {@link #open} cannot do. */
    public RuntimeHooks hooks() {
        return hooks;
    }

    /** How much virtual time has passed since the run began. */
    public Duration elapsed() {
        return Duration.ofNanos(world.now());
    }

    /**
     * Waits for a time, in virtual time; in a handler too, where a stop does not end it.
     *
     * @param time how long, at most a hundred years; zero or less returns at once
     * @throws WaitInterruptedException if the thread is interrupted; its flag stays
     */
    public void sleep(Duration time) {
        long nanos = Math.min(TimeUnit.NANOSECONDS.convert(time), LONGEST_SLEEP);
        long deadline = world.now() + nanos;
        for (long left = nanos; left > 0; left = deadline - world.now()) {
            checkInterrupt("sleep");
            world.baton().park(left);
        }
    }

    /** Lets other threads go on here, if the seed says so. */
    public void pause() {
        world.baton().mayPause();
    }

    /**
     * Waits until a future is complete; without end if it never is.
     *
     * @return its result
     * @throws java.util.concurrent.CompletionException if it failed; with the cause
     * @throws java.util.concurrent.CancellationException if it was cancelled
     * @throws WaitInterruptedException if the thread is interrupted; its flag stays
     */
    public <T> T await(CompletableFuture<T> future) {
        Thread self = world.baton().self().thread();
        var _ = future.whenComplete((value, failure) -> hooks.unpark(self));
        while (!future.isDone()) {
            checkInterrupt("await");
            world.baton().park(World.NEVER);
        }
        return future.join();
    }

    private static void checkInterrupt(String call) {
        if (Thread.currentThread().isInterrupted()) {
            throw new WaitInterruptedException("Simulation." + call + " was interrupted");
        }
    }

    /**
     * Starts a thread of the simulated world. The run ends when it has ended.
     *
     * @param name its name, for the trace
     * @param task what it does; what it throws fails the run
     * @return the thread, for {@link #join} and for interrupting it
     */
    public Thread start(String name, Task task) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(task, "task");
        return threads.start(name, task);
    }

    /**
     * Waits until a thread of {@link #start} has ended its task.
     *
     * @throws IllegalArgumentException if it is another thread
     * @throws WaitInterruptedException if the calling thread is interrupted; its flag stays
     */
    public void join(Thread thread) {
        await(threads.end(thread));
    }

    /** Chance for the test, drawn from the seed: sizes, kinds and moments of what it does. */
    public RandomGenerator random() {
        world.baton().self();
        return world.choices().forUser();
    }

    /** Writes a line into the trace. The text must be the same in each run: no time of day, no identity hash codes. */
    public void note(String text) {
        world.baton().self();
        world.note("notes: " + Objects.requireNonNull(text, "text"));
    }

    /** What has happened until now. */
    public SimulationTrace trace() {
        return world.trace().read();
    }

    /** Closes what is open, the last first. */
    void closeSyndicates() {
        for (Syndicate syndicate : syndicates.reversed()) {
            syndicate.close();
        }
    }

    /**
     * What a simulation runs.
     *
     * @param <X> what it may throw
     */
    @FunctionalInterface
    public interface Body<X extends Exception> {
        /** Runs, on a thread of the simulated world. */
        void run(Simulation simulation) throws X;
    }

    /** What a thread of the simulated world does. */
    @FunctionalInterface
    public interface Task {
        /** Runs. */
        void run() throws Exception;
    }
}
