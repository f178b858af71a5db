package io.sparkactor.remote.internal.settings;

import io.sparkactor.remote.internal.wire.Secret;
import io.sparkactor.spi.Codec;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said about a transport, whatever its connections are made of. Immutable.
 *
 * @param secret what both sides of a connection must have; null for none
 * @param allowed the types that may travel to and from Java systems
 * @param lookups how the codec sees into packages that are closed to it
 * @param codec what makes bytes of contents for Java systems; null for CBOR of the types that are allowed
 * @param times how long it waits for what
 * @param limits how much it takes
 * @param sessions whether sessions are offered to Java systems; if not, all is as the original does it
 * @param encrypted whether nothing but sessions is spoken that only the two systems can read
 */
public record RemoteSettings(
        @Nullable Secret secret,
        List<Class<?>> allowed,
        List<Lookup> lookups,
        @Nullable Codec codec,
        RemoteTimes times,
        RemoteLimits limits,
        boolean sessions,
        boolean encrypted) {

    /** No secret, plain values, sessions. */
    public static final RemoteSettings DEFAULT = new RemoteSettings(
            null, List.of(), List.of(), null, RemoteTimes.DEFAULT, RemoteLimits.DEFAULT, true, false);

    /** Keeps the lists as they are now. */
    public RemoteSettings {
        allowed = List.copyOf(allowed);
        lookups = List.copyOf(lookups);
    }

    /** The same with a secret. */
    public RemoteSettings withSecret(Secret secret) {
        return new RemoteSettings(secret, allowed, lookups, codec, times, limits, sessions, encrypted);
    }

    /** The same with other types. */
    public RemoteSettings withAllowed(List<Class<?>> allowed) {
        return new RemoteSettings(secret, allowed, lookups, codec, times, limits, sessions, encrypted);
    }

    /** The same with other lookups. */
    public RemoteSettings withLookups(List<Lookup> lookups) {
        return new RemoteSettings(secret, allowed, lookups, codec, times, limits, sessions, encrypted);
    }

    /** The same with another codec. */
    public RemoteSettings withCodec(Codec codec) {
        return new RemoteSettings(secret, allowed, lookups, codec, times, limits, sessions, encrypted);
    }

    /** The same with other times. */
    public RemoteSettings withTimes(RemoteTimes times) {
        return new RemoteSettings(secret, allowed, lookups, codec, times, limits, sessions, encrypted);
    }

    /** The same with other limits. */
    public RemoteSettings withLimits(RemoteLimits limits) {
        return new RemoteSettings(secret, allowed, lookups, codec, times, limits, sessions, encrypted);
    }

    /** The same, encrypted from end to end. */
    public RemoteSettings withEncryption() {
        return new RemoteSettings(secret, allowed, lookups, codec, times, limits, sessions, true);
    }

    /** The same without sessions. */
    public RemoteSettings withoutSessions() {
        return new RemoteSettings(secret, allowed, lookups, codec, times, limits, false, encrypted);
    }
}
