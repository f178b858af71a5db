package io.sparkactor.internal.federation;

import io.sparkactor.spi.HostPort;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** What this system says of itself. Thread-safe. */
final class Own {

    private final String name;
    private final String address;
    private final FederationSettings settings;
    private final List<String> hosts;
    private volatile Map<String, Object> capabilities;
    private volatile int placed;

    /** @throws IllegalStateException if nobody could find it where it listens */
    Own(String name, InetSocketAddress listens, FederationSettings settings) {
        this.name = name;
        this.settings = settings;
        this.hosts = settings.hosts().keySet().stream().sorted().toList();
        this.capabilities = settings.capabilities();
        String said = settings.address();
        if (said == null && listens.getAddress() != null && listens.getAddress().isAnyLocalAddress()) {
            throw new IllegalStateException(name + " listens on " + HostPort.text(listens)
                    + ", where no other machine finds it; say c.federation(f -> f.address(\"its-name:"
                    + listens.getPort() + "\"))");
        }
        this.address = said != null ? said : HostPort.text(listens);
    }

    FederationSettings settings() {
        return settings;
    }

    synchronized void capability(String capability, Object value) {
        capabilities = Capabilities.with(capabilities, Map.of(capability, value));
    }

    Map<String, Object> capabilities() {
        return capabilities;
    }

    /** By the steward alone. */
    void placed(int count) {
        placed = count;
    }

    Profile profile() {
        return new Profile(name, address, settings.lease(), capabilities, hosts, placed);
    }
}
