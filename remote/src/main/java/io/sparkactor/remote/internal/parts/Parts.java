package io.sparkactor.remote.internal.parts;

import io.sparkactor.remote.internal.codec.Codecs;
import io.sparkactor.remote.internal.net.Loop;
import io.sparkactor.remote.internal.net.SparseLog;
import io.sparkactor.remote.internal.settings.RemoteSettings;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.TransportHome;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all parts of one transport share. Immutable.
 *
 * @param home the syndicate
 * @param settings what was said about the transport
 * @param loop the one thread
 * @param codecs messages into bytes and back
 * @param inFlight what was taken and is not settled
 * @param ways those to others
 * @param figures what is counted of them
 * @param refusals what is counted of those who are not let in, and of what is not taken
 * @param log where all else goes that others bring about
 * @param instance tells this run of the system from the next
 * @param sessions how many sessions were begun
 */
public record Parts(
        TransportHome home,
        RemoteSettings settings,
        Loop loop,
        Codecs codecs,
        InFlight inFlight,
        Ways ways,
        Figures figures,
        Refusals refusals,
        SparseLog log,
        String instance,
        AtomicLong sessions) {

    /** The parts of a new transport, whose loop has not started. */
    public static Parts of(TransportHome home, RemoteSettings settings, Ways ways, String instance) {
        RuntimeHooks hooks = home.hooks();
        var log = new SparseLog(hooks, home.name());
        return new Parts(
                home,
                settings,
                new Loop(hooks, home.timers(), "spark-tcp-" + home.name()),
                new Codecs(home, settings, log),
                new InFlight(hooks),
                ways,
                new Figures(hooks),
                new Refusals(log),
                log,
                instance,
                new AtomicLong());
    }

    /** The number of the next session that we begin; they rise, so that an old one can be told from a new one. */
    public long nextSession() {
        return sessions.incrementAndGet();
    }

    public long nanoTime() {
        return home.hooks().nanoTime();
    }
}
