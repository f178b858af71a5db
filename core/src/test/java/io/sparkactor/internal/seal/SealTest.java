package io.sparkactor.internal.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.SystemId;
import io.sparkactor.internal.seal.Handshakes.Parties;
import io.sparkactor.internal.seal.Handshakes.Role;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Proofs and signatures. */
class SealTest {

    private static final SystemId LEFT = SystemId.ofName("left");
    private static final SystemId RIGHT = SystemId.ofName("right");
    private static final Parties PARTIES = new Parties(LEFT, RIGHT, "one", "two");
    private static final Map<String, Object> SAID = Map.of("address", "left:1", "placed", 5L);

    private final Handshakes handshakes = new Handshakes("open sesame");
    private final Seals left = handshakes.seals(PARTIES);
    private final Seals right = new Handshakes("open sesame").seals(PARTIES);

    @Test
    void aProofHoldsForItsPartiesItsRoleAndItsWordsAlone() {
        String proof = handshakes.proof(Role.CALLER, PARTIES, SAID);

        assertThat(handshakes.isProof(proof, Role.CALLER, PARTIES, SAID)).isTrue();
        assertThat(handshakes.isProof(proof, Role.CALLED, PARTIES, SAID)).isFalse();
        for (Parties other : List.of(
                new Parties(RIGHT, LEFT, "one", "two"),
                new Parties(LEFT, SystemId.ofName("third"), "one", "two"),
                new Parties(LEFT, RIGHT, "two", "one"),
                new Parties(LEFT, RIGHT, "onet", "wo"),
                new Parties(LEFT, RIGHT, "one", "three"))) {
            assertThat(handshakes.isProof(proof, Role.CALLER, other, SAID))
                    .as("%s", other)
                    .isFalse();
        }
        assertThat(handshakes.isProof(proof, Role.CALLER, PARTIES, Map.of("address", "left:2", "placed", 5L)))
                .isFalse();
        assertThat(new Handshakes("open barley").isProof(proof, Role.CALLER, PARTIES, SAID))
                .isFalse();
        assertThat(handshakes.isProof("", Role.CALLER, PARTIES, SAID)).isFalse();
    }

    @Test
    void withoutATokenAllAreLetInAndNothingIsSigned() {
        var open = new Handshakes(null);

        assertThat(open.isProtected()).isFalse();
        assertThat(open.isProof("anything", Role.CALLER, PARTIES, SAID)).isTrue();
        assertThat(open.seals(PARTIES).sign(SAID, LEFT)).isEqualTo(SAID);
        assertThat(open.seals(PARTIES).take(SAID, LEFT)).isTrue();
    }

    @Test
    void aSignedMessageCountsOnceAndFromItsSenderAlone() {
        Map<String, Object> signed = left.sign(SAID, LEFT);

        assertThat(right.take(signed, RIGHT)).as("sent back").isFalse();
        assertThat(right.take(signed, LEFT)).isTrue();
        assertThat(right.take(signed, LEFT)).as("a second time").isFalse();
    }

    @Test
    void whatWasChangedIsNotTaken() {
        Map<String, Object> signed = left.sign(SAID, LEFT);
        for (String part : signed.keySet()) {
            Map<String, Object> changed = new LinkedHashMap<>(signed);
            changed.put(part, part.equals("number") ? (Object) 2L : "other");
            assertThat(right.take(changed, LEFT)).as(part).isFalse();
            changed.remove(part);
            assertThat(right.take(changed, LEFT)).as("without " + part).isFalse();
        }
        Map<String, Object> more = new LinkedHashMap<>(signed);
        more.put("more", true);
        assertThat(right.take(more, LEFT)).isFalse();
        assertThat(right.take(signed, LEFT)).isTrue();
    }

    /** Arguments of constructors are objects of the application. */
    @Test
    void argumentsAreLeftOut() {
        Map<String, Object> signed = left.sign(Map.of("arguments", List.of(new Object())), LEFT);

        assertThat(right.take(signed, LEFT)).isTrue();
    }

    @Test
    void messagesMayOvertakeEachOther() {
        List<Map<String, Object>> all = java.util.stream.IntStream.range(0, 3 * ReplayWindow.SIZE)
                .mapToObj(i -> left.sign(SAID, LEFT))
                .toList();
        for (int i = 0; i < all.size(); i += 2) {
            assertThat(right.take(all.get(i + 1), LEFT)).isTrue();
            assertThat(right.take(all.get(i), LEFT)).isTrue();
            assertThat(right.take(all.get(i + 1), LEFT)).isFalse();
        }
        assertThat(right.take(all.getFirst(), LEFT)).as("long ago").isFalse();
    }

    @Test
    void numbersOfFarAheadForgetWhatIsFarBehind() {
        var window = new ReplayWindow();
        assertThat(window.take(5)).isTrue();
        assertThat(window.take(Long.MAX_VALUE)).isTrue();
        assertThat(window.take(Long.MAX_VALUE - 1)).isTrue();
        assertThat(window.take(Long.MAX_VALUE)).isFalse();
        assertThat(window.take(Long.MAX_VALUE - ReplayWindow.SIZE)).isFalse();
        assertThat(window.take(6)).isFalse();
        assertThat(window.take(0)).isFalse();
        assertThat(window.take(-1)).isFalse();
    }

    @Test
    void theKeyOfAnEarlierHandshakeStillCounts() {
        Seals second = handshakes.seals(new Parties(RIGHT, LEFT, "three", "four"));
        Seals both = right.behind(second);

        assertThat(both.take(left.sign(SAID, LEFT), LEFT)).isTrue();
        assertThat(left.behind(handshakes.seals(new Parties(RIGHT, LEFT, "three", "four")))
                        .take(both.sign(SAID, RIGHT), RIGHT))
                .isTrue();
        assertThat(right.take(both.sign(SAID, RIGHT), RIGHT))
                .as("of a key it does not have")
                .isFalse();
    }

    @Test
    void differentValuesHaveDifferentCodes() {
        byte[] key = {1};
        List<Object> values = List.of(
                "1",
                1L,
                1.0,
                true,
                List.of(),
                Map.of(),
                List.of("a", "b"),
                List.of("ab"),
                List.of(List.of("a"), "b"),
                Map.of("a", "b"),
                Map.of("b", "a"),
                "",
                List.of(""),
                false);

        assertThat(values.stream().map(value -> PlainMac.text(key, value)).distinct())
                .hasSameSizeAs(values);
        assertThatThrownBy(() -> PlainMac.text(key, new Object())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PlainMac.text(key, Map.of(1L, "a"))).isInstanceOf(IllegalArgumentException.class);
        List<?> withNull = Collections.singletonList(null);
        assertThatThrownBy(() -> PlainMac.text(key, withNull)).isInstanceOf(IllegalArgumentException.class);
    }
}
