package io.sparkactor.internal.federation;

import io.sparkactor.ActorRef;
import io.sparkactor.FederationMember;
import io.sparkactor.FederationMember.Health;
import io.sparkactor.SystemId;
import io.sparkactor.internal.seal.Seals;
import io.sparkactor.spi.RuntimeHooks;
import java.util.Set;

/**
 * A member as this system knows it. Immutable but for what its seals count.
 *
 * @param system which
 * @param steward its actor that knows the members
 * @param seals what the two systems sign with
 * @param profile what it said of itself last
 * @param leaseEnd when it is a member no more, on the scale of {@link RuntimeHooks#nanoTime}
 */
record Peer(SystemId system, ActorRef<Object> steward, Seals seals, Profile profile, long leaseEnd) {

    /** One that has spoken just now. */
    static Peer heard(RuntimeHooks hooks, SystemId system, ActorRef<Object> steward, Seals seals, Profile profile) {
        return new Peer(
                system,
                steward,
                seals,
                profile,
                hooks.nanoTime() + profile.lease().toNanos());
    }

    /** It has said this of itself just now. */
    Peer renewed(RuntimeHooks hooks, Profile said) {
        return heard(hooks, system, steward, seals, said);
    }

    Peer withSeals(Seals all) {
        return new Peer(system, steward, all, profile, leaseEnd);
    }

    /** One more actor was placed there, which it will say itself with its next word. */
    Peer withOneMore() {
        Profile more = new Profile(
                profile.name(),
                profile.address(),
                profile.lease(),
                profile.capabilities(),
                profile.hosts(),
                profile.placed() + 1);
        return new Peer(system, steward, seals, more, leaseEnd);
    }

    boolean isExpired(long now) {
        return leaseEnd - now <= 0;
    }

    Health health(long now) {
        return leaseEnd - now >= profile.lease().toNanos() / 2 ? Health.LIVE : Health.SUSPECT;
    }

    FederationMember view(RuntimeHooks hooks) {
        long now = hooks.nanoTime();
        return view(hooks, system, profile, health(now), leaseEnd - now);
    }

    static FederationMember view(RuntimeHooks hooks, SystemId system, Profile profile, Health health, long leftNanos) {
        return new FederationMember(
                system,
                profile.name(),
                profile.address(),
                profile.capabilities(),
                Set.copyOf(profile.hosts()),
                health,
                profile.placed(),
                hooks.now().plusNanos(Math.max(0, leftNanos)));
    }
}
