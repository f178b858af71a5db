package io.sparkactor.internal.federation;

import io.sparkactor.Actor;
import io.sparkactor.FederationConfig;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The options while they are set; for the thread that opens the syndicate. */
public final class FederationOptions implements FederationConfig {

    private static final int SHORTEST_TOKEN = 16;

    private @Nullable String token;
    private Map<String, Object> capabilities = Map.of();
    private final Map<String, Class<?>> hosts = new LinkedHashMap<>();
    private int mostPlaced = 10_000;
    private Duration lease = Duration.ofSeconds(30);
    private @Nullable String address;

    /** The defaults. */
    public FederationOptions() {}

    @Override
    public FederationConfig token(String token) {
        if (Objects.requireNonNull(token, "token").length() < SHORTEST_TOKEN) {
            throw new IllegalArgumentException("a token has at least " + SHORTEST_TOKEN + " characters, not "
                    + token.length() + ": one that can be guessed protects nothing");
        }
        this.token = token;
        return this;
    }

    @Override
    public FederationConfig capability(String name, Object value) {
        Objects.requireNonNull(name, "name");
        capabilities = Capabilities.with(capabilities, Map.of(name, Objects.requireNonNull(value, "value")));
        return this;
    }

    @Override
    public FederationConfig host(Class<?>... classes) {
        for (Class<?> type : Objects.requireNonNull(classes, "classes")) {
            check(Objects.requireNonNull(type, "classes"));
            Class<?> other = hosts.put(type.getName(), type);
            if (other != null && other != type) {
                throw new IllegalArgumentException("two classes are called " + type.getName()
                        + ", from two class loaders, and a name could mean either; host one of them");
            }
        }
        if (hosts.size() > Profile.MOST_HOSTS) {
            throw new IllegalArgumentException(
                    "a system hosts at most " + Profile.MOST_HOSTS + " classes, not " + hosts.size());
        }
        return this;
    }

    private static void check(Class<?> type) {
        if (!Actor.class.isAssignableFrom(type) || Modifier.isAbstract(type.getModifiers())) {
            throw new IllegalArgumentException(type.getName() + " is no class of actors that can be made;"
                    + " host classes that extend Actor and are not abstract");
        }
        if (type.getName().length() > Profile.LONGEST_CLASS) {
            throw new IllegalArgumentException("the name of a hosted class has at most " + Profile.LONGEST_CLASS
                    + " characters, not " + type.getName().length());
        }
    }

    @Override
    public FederationConfig mostPlaced(int actors) {
        if (actors < 0) {
            throw new IllegalArgumentException("mostPlaced must not be negative, but is " + actors);
        }
        mostPlaced = actors;
        return this;
    }

    @Override
    public FederationConfig lease(Duration lease) {
        if (Objects.requireNonNull(lease, "lease").compareTo(Profile.SHORTEST_LEASE) < 0
                || lease.compareTo(Profile.LONGEST_LEASE) > 0) {
            throw new IllegalArgumentException("a lease lasts from 100 ms to a day, not " + lease);
        }
        this.lease = lease;
        return this;
    }

    @Override
    public FederationConfig address(String address) {
        Vouched.parse(Objects.requireNonNull(address, "address"));
        this.address = address;
        return this;
    }

    /** What was set. */
    public FederationSettings settings() {
        return new FederationSettings(token, capabilities, Map.copyOf(hosts), mostPlaced, lease, address);
    }
}
