package io.sparkactor.remote.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.SystemId;
import org.junit.jupiter.api.Test;

class RecentIdsTest {

    private static final SystemId PEER = SystemId.ofName("peer");

    private final RecentIds ids = new RecentIds();

    @Test
    void anIdIsNewOnce() {
        assertThat(ids.add(PEER, "1")).isTrue();
        assertThat(ids.add(PEER, "1")).isFalse();
    }

    @Test
    void eachPeerHasItsOwn() {
        ids.add(PEER, "1");

        assertThat(ids.add(SystemId.ofName("other"), "1")).isTrue();
    }

    @Test
    void theLast1024AreKnown() {
        for (int i = 0; i <= RecentIds.IDS; i++) {
            ids.add(PEER, "id " + i);
        }

        assertThat(ids.add(PEER, "id 1")).isFalse();
        assertThat(ids.add(PEER, "id 0")).isTrue();
    }

    @Test
    void peersAreForgottenWhenThereAreTooMany() {
        ids.add(PEER, "1");
        for (int i = 0; i < 256; i++) {
            ids.add(SystemId.ofName("peer " + i), "1");
        }

        assertThat(ids.add(PEER, "1")).isTrue();
    }
}
