package io.sparkactor.remote.internal.net;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** How many connections others have to us, all together and by address. Changed on the loop; the sum is read by any thread. */
public final class AddressCounts {

    private final int most;
    private final int mostPerAddress;
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private volatile int all;

    /**
     * None yet.
     *
     * @param most how many there may be
     * @param mostPerAddress how many of them one address may have
     */
    public AddressCounts(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    /** Counts one more, if there may be one. */
    public boolean add(InetAddress address) {
        int now = all;
        if (now >= most || byAddress.getOrDefault(address, 0) >= mostPerAddress) {
            return false;
        }
        all = now + 1;
        byAddress.merge(address, 1, Integer::sum);
        return true;
    }

    /** One that was counted is closed. */
    public void remove(InetAddress address) {
        int now = all;
        all = now - 1;
        byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }

    /** How many there are. For any thread. */
    public int all() {
        return all;
    }
}
