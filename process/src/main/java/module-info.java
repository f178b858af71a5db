import io.sparkactor.process.internal.host.ProcessExecutorProvider;
import io.sparkactor.spi.ExecutorProvider;

/**
 * Actors in supervised child JVMs, for {@link io.sparkactor.Execution#PROCESS}: each runs apart, and may crash without taking anything
 * along.
 *
 * <p>It is enough to have this module; nothing of it need be named. {@link io.sparkactor.process} tells how a process ended.
 */
@org.jspecify.annotations.NullMarked
module io.sparkactor.process {
    requires static org.jspecify;
    requires transitive io.sparkactor;
    requires io.sparkactor.codec.cbor;
    requires java.management;

    exports io.sparkactor.process;

    opens io.sparkactor.process.internal.child to
            io.sparkactor,
            io.sparkactor.codec.cbor; // the actor of the rehearsal and its messages

    provides ExecutorProvider with
            ProcessExecutorProvider;
}
