package io.sparkactor.remote.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/** So many in all, and so many of one address. */
class AddressCountsTest {

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void noneGetsMoreThanItsShare() {
        var counts = new AddressCounts(3, 2);
        assertThat(counts.add(address(1))).isTrue();
        assertThat(counts.add(address(1))).isTrue();
        assertThat(counts.add(address(1))).isFalse();
        assertThat(counts.add(address(2))).isTrue();
        assertThat(counts.add(address(3))).isFalse();
        assertThat(counts.all()).isEqualTo(3);
    }

    @Test
    void whatIsClosedLeavesItsPlace() {
        var counts = new AddressCounts(3, 1);
        counts.add(address(1));
        counts.remove(address(1));

        assertThat(counts.all()).isZero();
        assertThat(counts.add(address(1))).isTrue();
    }
}
