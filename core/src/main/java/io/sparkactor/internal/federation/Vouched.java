package io.sparkactor.internal.federation;

import io.sparkactor.SystemId;
import io.sparkactor.internal.federation.Fields.MalformedException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a member says that another one is. Immutable.
 *
 * @param system which
 * @param address {@code host:port}
 */
record Vouched(SystemId system, String address) {

    private static final int LAST_PORT = 65_535;
    private static final int LONGEST_ADDRESS = 300;

    /** @throws MalformedException if it is none */
    Vouched {
        parse(address);
    }

    InetSocketAddress socketAddress() {
        return parse(address);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Words.SYSTEM, system.uuid());
        map.put(Words.ADDRESS, address);
        return map;
    }

    /** @throws MalformedException if there is something else */
    static List<Vouched> read(Fields fields) {
        return fields.list(Words.MEMBERS, Words.MOST_MEMBERS, each -> {
            Fields member = Fields.of(each);
            String uuid = member.text(Words.SYSTEM, 100);
            if (uuid.isBlank()) {
                throw Fields.malformed(Words.SYSTEM);
            }
            return new Vouched(new SystemId(uuid), member.text(Words.ADDRESS, LONGEST_ADDRESS));
        });
    }

    /**
     * An address, which is not looked up.
     *
     * @throws MalformedException if it is none
     */
    static InetSocketAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (bracketed) {
            host = host.substring(1, host.length() - 1);
        }
        if (!host.isBlank() && (bracketed || host.indexOf(':') < 0) && text.length() <= LONGEST_ADDRESS) {
            try {
                int port = Integer.parseInt(text, colon + 1, text.length(), 10);
                if (port >= 1 && port <= LAST_PORT) {
                    return InetSocketAddress.createUnresolved(host, port);
                }
            } catch (NumberFormatException e) {
                // Told below.
            }
        }
        throw new MalformedException("an address is host:port, IPv6 as [::1]:port, not " + text);
    }

    /** The text of an address, without a look-up. */
    static String text(InetSocketAddress address) {
        String host = address.getHostString();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
