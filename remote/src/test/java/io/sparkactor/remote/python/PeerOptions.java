package io.sparkactor.remote.python;

import java.time.Duration;

/**
 * How a {@link PythonPeer} is started. Immutable.
 *
 * @param name the name of its syndicate
 * @param codec what it speaks, in its own word
 * @param secret shared with its peers; empty for none
 * @param idle after which silence it closes a connection
 * @param transport in its own word
 */
record PeerOptions(String name, String codec, String secret, Duration idle, String transport) {

    /** One that speaks CBOR, without a secret. */
    static PeerOptions named(String name) {
        return new PeerOptions(name, "cbor2", "", Duration.ofSeconds(30), "tcp");
    }

    PeerOptions codec(String other) {
        return new PeerOptions(name, other, secret, idle, transport);
    }

    PeerOptions secret(String other) {
        return new PeerOptions(name, codec, other, idle, transport);
    }

    PeerOptions idle(Duration other) {
        return new PeerOptions(name, codec, secret, other, transport);
    }

    PeerOptions transport(String other) {
        return new PeerOptions(name, codec, secret, idle, other);
    }
}
