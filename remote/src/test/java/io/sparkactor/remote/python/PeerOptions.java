package io.sparkactor.remote.python;

import java.time.Duration;

/**
 * How a {@link PythonPeer} is started. Immutable.
 *
 * @param name the name of its syndicate
 * @param codec what it speaks, in its own word
 * @param secret shared with its peers; empty for none
 * @param port where it listens; 0 for any
 * @param idle after which silence it closes a connection
 * @param transport in its own word
 */
record PeerOptions(String name, String codec, String secret, int port, Duration idle, String transport) {

    /** One that speaks CBOR, without a secret, on any port. */
    static PeerOptions named(String name) {
        return new PeerOptions(name, "cbor2", "", 0, Duration.ofSeconds(30), "tcp");
    }

    PeerOptions codec(String other) {
        return new PeerOptions(name, other, secret, port, idle, transport);
    }

    PeerOptions secret(String other) {
        return new PeerOptions(name, codec, other, port, idle, transport);
    }

    PeerOptions port(int other) {
        return new PeerOptions(name, codec, secret, other, idle, transport);
    }

    PeerOptions idle(Duration other) {
        return new PeerOptions(name, codec, secret, port, other, transport);
    }

    PeerOptions transport(String other) {
        return new PeerOptions(name, codec, secret, port, idle, other);
    }
}
