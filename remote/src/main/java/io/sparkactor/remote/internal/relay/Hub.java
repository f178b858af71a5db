package io.sparkactor.remote.internal.relay;

import io.sparkactor.remote.RelayFigures;
import io.sparkactor.remote.internal.net.AddressCounts;
import io.sparkactor.remote.internal.net.Loop;
import io.sparkactor.remote.internal.net.SparseLog;
import io.sparkactor.remote.internal.net.Waiting;
import io.sparkactor.remote.internal.relay.bounds.Budget;
import io.sparkactor.remote.internal.relay.settings.RelaySettings;
import io.sparkactor.remote.internal.websocket.RelayProofs;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * What all parts of one relay share. Immutable; each part states its own thread rule.
 *
 * @param quiet where the end of the relay waits until nothing is on its way
 */
record Hub(
        RelaySettings settings,
        Loop loop,
        SparseLog log,
        Counters counters,
        Budget budget,
        Flushes flushes,
        AddressCounts addresses,
        Clients clients,
        Registrations registrations,
        Forwarding forwarding,
        Waiting quiet) {

    static Hub of(RuntimeHooks hooks, TimerService timers, RelaySettings settings) {
        var loop = new Loop(hooks, timers, "spark-relay");
        var quiet = new Waiting(hooks);
        var counters = new Counters();
        var clients = new Clients();
        var budget = new Budget(settings.limits().totalBytes(), quiet::changed);
        return new Hub(
                settings,
                loop,
                new SparseLog(hooks, "relay"),
                counters,
                budget,
                new Flushes(loop),
                new AddressCounts(
                        settings.limits().connections(), settings.limits().connectionsPerAddress()),
                clients,
                new Registrations(settings, loop, clients, counters),
                new Forwarding(settings.limits(), clients, budget, counters),
                quiet);
    }

    /** How the two sides show that they know the secret; null if there is none. */
    static @Nullable RelayProofs proofs(RelaySettings settings) {
        return settings.secret() == null ? null : new RelayProofs(settings.secret());
    }

    long now() {
        return loop.hooks().nanoTime();
    }

    /** How it is going. For any thread. */
    RelayFigures figures() {
        return new RelayFigures(
                addresses.all(),
                clients.registered(),
                counters.connections(),
                counters.registrations(),
                counters.frames(),
                counters.bytes(),
                budget.used(),
                counters.refusals());
    }
}
