/**
 * For tests of actors: probes to assert on, a clock that moves when the test says so, waits with a deadline, and whole systems that run
 * as a seed decides.
 *
 * <p>Read {@link io.sparkactor.testkit} first. Nothing here belongs into production code.
 */
@org.jspecify.annotations.NullMarked
module io.sparkactor.testkit {
    requires static org.jspecify;
    requires transitive io.sparkactor;

    exports io.sparkactor.testkit;
    exports io.sparkactor.testkit.simulation;
}
