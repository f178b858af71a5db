package io.sparkactor.internal.federation;

import io.sparkactor.internal.federation.Fields.MalformedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a system says of itself. Immutable.
 *
 * @param name its name, for people
 * @param address where others find it
 * @param lease how long others may count it as a member from each word of it on
 * @param capabilities what it can
 * @param hosts the names of the classes that it takes
 * @param placed how many actors of members live there
 */
record Profile(
        String name,
        String address,
        Duration lease,
        Map<String, Object> capabilities,
        List<String> hosts,
        long placed) {

    static final Duration SHORTEST_LEASE = Duration.ofMillis(100);
    static final Duration LONGEST_LEASE = Duration.ofDays(1);
    static final int MOST_HOSTS = 1_000;
    static final int LONGEST_CLASS = 500;
    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_ADDRESS = 300;

    /** Whether somebody who looks at members would see a difference. */
    boolean saysTheSameAs(Profile other) {
        return name.equals(other.name)
                && address.equals(other.address)
                && capabilities.equals(other.capabilities)
                && hosts.equals(other.hosts);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put(Words.ADDRESS, address);
        map.put("lease", lease.toMillis());
        map.put("capabilities", new LinkedHashMap<>(capabilities));
        map.put("hosts", new ArrayList<>(hosts));
        map.put("placed", placed);
        return map;
    }

    /** @throws MalformedException if it is none */
    static Profile read(Fields fields) {
        String address = fields.text(Words.ADDRESS, LONGEST_ADDRESS);
        Vouched.parse(address);
        return new Profile(
                fields.text("name", LONGEST_NAME),
                address,
                Duration.ofMillis(fields.number("lease", SHORTEST_LEASE.toMillis(), LONGEST_LEASE.toMillis())),
                fields.capabilities("capabilities"),
                List.copyOf(fields.list("hosts", MOST_HOSTS, Profile::className)),
                fields.number("placed", 0, Long.MAX_VALUE));
    }

    private static String className(@Nullable Object each) {
        if (each instanceof String text && text.length() <= LONGEST_CLASS) {
            return text;
        }
        throw Fields.malformed("hosts");
    }
}
