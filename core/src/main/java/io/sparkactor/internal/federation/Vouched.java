package io.sparkactor.internal.federation;

import io.sparkactor.SystemId;
import io.sparkactor.internal.federation.Fields.MalformedException;
import io.sparkactor.spi.HostPort;
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
        if (text.length() > LONGEST_ADDRESS) {
            throw new MalformedException(
                    "an address has at most " + LONGEST_ADDRESS + " characters, not " + text.length());
        }
        try {
            return HostPort.parse(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedException(String.valueOf(e.getMessage()));
        }
    }
}
