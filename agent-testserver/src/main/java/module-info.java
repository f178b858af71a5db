/**
 * A language model server on the loopback interface that says what a script says, for tests and benchmarks.
 *
 * <p>It needs the JDK alone.
 */
@org.jspecify.annotations.NullMarked
module io.sparkactor.agent.testserver {
    requires static org.jspecify;

    exports io.sparkactor.agent.testserver;
}
