package io.sparkactor.internal.federation;

import io.sparkactor.Syndicate;
import io.sparkactor.SystemId;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.internal.remote.Remoting;
import io.sparkactor.internal.seal.Handshakes;
import io.sparkactor.spi.ControlOutcome;
import io.sparkactor.spi.RuntimeHooks;
import java.util.HexFormat;

/**
 * What all parts of a federation have of their system. Thread-safe.
 *
 * @param core the system
 * @param remoting its ways to others
 * @param own what it says of itself
 * @param handshakes how it shows that it may join
 * @param peers the other members
 * @param contacts whom it calls
 */
record Home(SyndicateCore core, Remoting remoting, Own own, Handshakes handshakes, Peers peers, Contacts contacts) {

    RuntimeHooks hooks() {
        return core.hooks();
    }

    Syndicate syndicate() {
        return core.syndicate();
    }

    SystemId systemId() {
        return core.systemId();
    }

    /** Whether a Java system is there; for others this is no control at all. */
    ControlOutcome probe(SystemId peer) {
        return remoting.probe(peer);
    }

    String nonce() {
        return HexFormat.of().formatHex(hooks().secretBytes(Words.NONCE_BYTES));
    }
}
