package io.sparkactor;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A system of a {@link Federation}, as this one knows it; a snapshot. Immutable.
 *
 * @param system which it is
 * @param name its name
 * @param address where it says that others find it, {@code host:port}
 * @param capabilities what it can: texts, truth values, {@code Long} and {@code Double}
 * @param hosts the names of the classes of which it takes actors
 * @param health whether it has been heard of lately
 * @param placed how many actors of members live there, as it said last
 * @param leaseUntil when it is a member no more, if nothing is heard of it until then
 */
public record FederationMember(
        SystemId system,
        String name,
        String address,
        Map<String, Object> capabilities,
        Set<String> hosts,
        Health health,
        long placed,
        Instant leaseUntil) {

    /** Checks the parts. */
    public FederationMember {
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
        capabilities = Map.copyOf(Objects.requireNonNull(capabilities, "capabilities"));
        hosts = Set.copyOf(Objects.requireNonNull(hosts, "hosts"));
        Objects.requireNonNull(health, "health");
        Objects.requireNonNull(leaseUntil, "leaseUntil");
    }

    /** What is known of the life of a member. */
    public enum Health {
        /** It has spoken within the last half of its lease. */
        LIVE,
        /** It has not, though it should have; nothing is placed there unless it is named. */
        SUSPECT
    }
}
