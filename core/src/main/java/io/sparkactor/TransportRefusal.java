package io.sparkactor;

/**
 * Why a transport did not let somebody in, or did not take what came: what {@link Syndicate#transportRefusals} counts. A relay has words of
 * its own, which are the same where they mean the same.
 *
 * <p>Others may be added, so a {@code switch} needs a {@code default}.
 */
public enum TransportRefusal {
    /** There are as many connections, tunnels or sessions as there may be, in all or from one address. */
    CONNECTIONS,
    /** A caller did not say in time who it is, or did not show in time that it knows the secret. */
    LATE,
    /** TLS was not agreed on: no certificate, one that is not trusted, or bytes that are no TLS. */
    TLS,
    /** A request that is not for a WebSocket. */
    HTTP,
    /** A request of a web page of a site that is not allowed. */
    ORIGIN,
    /** Nothing shows that it knows the secret: a signature or a seal is missing or wrong, or was used before. */
    AUTHENTICATION,
    /** It speaks in a way that this system does not: another version, another codec, or encryption on one side alone. */
    INCOMPATIBLE,
    /** A message of somebody who has not said who it is. */
    UNREGISTERED,
    /** In the name of a system that is there already, or of this one. */
    TAKEN,
    /** A message in the name of another system than the one that sends it. */
    FORGED,
    /** A message that is text. */
    TEXT,
    /** Bytes that cannot be read. */
    MALFORMED,
    /** More bytes than a frame may have. */
    TOO_LONG,
    /** It can be read, and is against the rules of what was agreed on. */
    PROTOCOL,
    /** It gives no sign of life. Counted of those without a session: one that has a session may come back to it. */
    SILENT,
    /** A message for another system: nothing is passed on. The connection stays. */
    NO_ROUTE,
    /** A message with a content that is not taken here, as of a type that was not allowed. The connection stays. */
    CONTENT
}
