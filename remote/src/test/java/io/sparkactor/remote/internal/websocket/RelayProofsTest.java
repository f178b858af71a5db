package io.sparkactor.remote.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.wire.Secret;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Proofs are those of the original and of the documentation; none is good for anything else than it was made for. */
class RelayProofsTest {

    private static final String R = "00112233445566778899aabbccddeeff";
    private static final String C = "ffeeddccbbaa99887766554433221100";

    private final RelayProofs proofs = new RelayProofs(Secret.of("shared"));

    @Test
    void theOriginalsIsTheOneInTheReference() {
        assertThat(proofs.ofOriginal(Recorded.LEFT, Recorded.REGISTRATION))
                .isEqualTo("44fee8a4b0ee1f0a3dc5a24442cc3a209cf3b5aff2c0ffe90a446da6ab067a82");
    }

    @Test
    void thoseOfAChallengeAreTheOnesInTheDocumentation() {
        assertThat(proofs.ofClient(R, C, Recorded.LEFT))
                .isEqualTo("5e03bf52b6335ed5ff55ccc9964e7286364a9aa7036615e78b576d7871b1c780");
        assertThat(proofs.ofRelay(R, C, Recorded.LEFT))
                .isEqualTo("1776e4ef0df2d52bd73f70c3b07aafb2b9b55a5ccd044bd0b672b7b872e7ba6f");
    }

    @Test
    void eachPartMatters() {
        Set<String> all = new HashSet<>();
        all.add(proofs.ofClient(R, C, Recorded.LEFT));
        all.add(proofs.ofClient(C, R, Recorded.LEFT));
        all.add(proofs.ofClient(R, C, Recorded.RIGHT));
        all.add(proofs.ofRelay(R, C, Recorded.LEFT));
        all.add(proofs.ofOriginal(Recorded.LEFT, R));
        all.add(proofs.ofOriginal(Recorded.LEFT, C));
        all.add(new RelayProofs(Secret.of("other")).ofClient(R, C, Recorded.LEFT));

        assertThat(all).hasSize(7);
    }

    @Test
    void onlyTheSameTextMatches() {
        String right = proofs.ofRelay(R, C, new SystemId("x"));
        assertThat(RelayProofs.matches(right, right)).isTrue();
        assertThat(RelayProofs.matches(right, null)).isFalse();
        assertThat(RelayProofs.matches(right, "")).isFalse();
        assertThat(RelayProofs.matches(right, right.toUpperCase(Locale.ROOT))).isFalse();
        assertThat(RelayProofs.matches(right, right.substring(1))).isFalse();
    }

    @Test
    void noncesAreNonces() {
        assertThat(RelayProofs.nonce()).isNotEqualTo(RelayProofs.nonce());
        assertThat(RelayProofs.isNonce(RelayProofs.nonce())).isTrue();
        assertThat(RelayProofs.isNonce(R.toUpperCase(Locale.ROOT))).isFalse();
        assertThat(RelayProofs.isNonce(R + "0")).isFalse();
        assertThat(RelayProofs.isNonce(R.replace('0', ':'))).isFalse();
    }
}
