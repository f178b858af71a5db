package io.sparkactor.promises;

import static io.sparkactor.promises.Confederates.addressOf;
import static io.sparkactor.promises.Confederates.awaitMembers;
import static io.sparkactor.promises.Confederates.join;
import static io.sparkactor.promises.Confederates.members;
import static io.sparkactor.promises.Confederates.news;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.FederationException;
import io.sparkactor.FederationException.Reason;
import io.sparkactor.FederationMember;
import io.sparkactor.Ledger;
import io.sparkactor.Syndicate;
import io.sparkactor.SyndicateClosedException;
import io.sparkactor.SystemId;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Systems that join, know each other, and leave. */
@Timeout(60)
class FederationTest {

    private final Confederates all = new Confederates();

    @AfterEach
    void close() {
        all.close();
    }

    private Syndicate open(String name) {
        return all.open(name, f -> {});
    }

    @Test
    void whoJoinsIsKnownToBothSides() throws Exception {
        Syndicate left = all.open("left", f -> f.capability("cores", 2));
        Syndicate right = all.open(
                "right",
                f -> f.capability("gpu", true).host(Confederates.Painter.class).lease(Duration.ofMinutes(1)));
        Mail<String> atLeft = news(left);
        Mail<String> atRight = news(right);

        FederationMember joined = left.federation().join("right:1");

        assertThat(joined.system()).isEqualTo(right.systemId());
        assertThat(joined.name()).isEqualTo("right");
        assertThat(joined.address()).isEqualTo("right:1");
        assertThat(joined.capabilities()).isEqualTo(java.util.Map.of("gpu", true));
        assertThat(joined.hosts()).containsExactly(Confederates.Painter.class.getName());
        assertThat(joined.health()).isEqualTo(FederationMember.Health.LIVE);
        assertThat(Duration.between(java.time.Instant.now(), joined.leaseUntil()))
                .isBetween(Duration.ofSeconds(40), Duration.ofMinutes(1));
        assertThat(right.federation().member(left.systemId()).orElseThrow().capabilities())
                .isEqualTo(java.util.Map.of("cores", 2L));
        assertThat(members(left)).containsExactly("left", "right");
        assertThat(members(right)).containsExactly("left", "right");
        assertThat(atLeft.take()).isEqualTo("joined right");
        assertThat(atRight.take()).isEqualTo("joined left");
    }

    @Test
    void whoJoinsOneMemberJoinsAll() {
        Syndicate a = open("a");
        Syndicate b = open("b");
        Syndicate c = open("c");
        join(b, a);
        join(c, b);

        assertThat(members(a)).containsExactly("a", "b", "c");
        assertThat(members(b)).containsExactly("a", "b", "c");
        assertThat(members(c)).containsExactly("a", "b", "c");
        assertThat(all.calls.made()).containsExactly("b calls a:1", "c calls b:1", "c calls a:1");
    }

    /** A connection that stays open and leads nowhere would swallow what could go another way. */
    @Test
    void whoDoesNotAnswerWhereItSaysThatItIsIsHungUpOn() {
        Syndicate a = open("a");
        Syndicate b = open("b");
        Syndicate c = all.open("c", f -> f.address("elsewhere:1"));
        join(c, a);
        join(b, a);

        assertThat(all.calls.made()).contains("b calls elsewhere:1");
        assertThat(all.calls.hangUps()).containsExactly("b hangs up on elsewhere:1");
        join(b, c);
        assertThat(members(b)).containsExactly("a", "b", "c");
    }

    @Test
    void aChangedCapabilityIsToldAtOnce() throws Exception {
        Syndicate left = open("left");
        Syndicate right = open("right");
        join(left, right);
        Mail<String> news = news(right);

        left.federation().capability("gpu", true);

        assertThat(news.take()).isEqualTo("updated left");
        assertThat(right.federation().member(left.systemId()).orElseThrow().capabilities())
                .isEqualTo(java.util.Map.of("gpu", true));
    }

    @Test
    void whoLeavesIsForgottenAndTakesNobodyInUntilItJoinsAgain() throws Exception {
        Syndicate left = open("left");
        Syndicate right = open("right");
        Syndicate third = open("third");
        join(left, right);
        Mail<String> atLeft = news(left);
        Mail<String> atRight = news(right);

        left.federation().leave();

        assertThat(atLeft.take()).isEqualTo("LEFT right");
        assertThat(atRight.take()).isEqualTo("LEFT left");
        assertThat(members(left)).containsExactly("left");
        awaitMembers(right, "right");
        assertThatThrownBy(() -> join(third, left))
                .isInstanceOfSatisfying(
                        FederationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FEDERATED))
                .hasMessageContaining("has left");

        join(left, right);
        assertThat(members(right)).containsExactly("left", "right");
        join(third, left);
        assertThat(members(third)).containsExactly("left", "right", "third");
    }

    @Test
    void whoClosesLeaves() throws Exception {
        Syndicate left = open("left");
        Syndicate right = open("right");
        join(left, right);
        Mail<String> atRight = news(right);

        Ledger ledger = left.close(Duration.ofSeconds(1)).ledger();

        assertThat(atRight.take()).isEqualTo("LEFT left");
        assertThat(ledger.balanced()).isTrue();
        assertThatThrownBy(() -> left.federation().join("right:1")).isInstanceOf(SyndicateClosedException.class);
    }

    @Test
    void aRestartedMemberIsAnotherOne() throws Exception {
        Syndicate left = open("left");
        Syndicate right = open("right");
        join(left, right);
        Mail<String> atRight = news(right);
        left.close(Duration.ZERO);
        assertThat(atRight.take()).isEqualTo("LEFT left");
        Syndicate again = open("left");
        all.network.find(again.systemId(), right.systemId());

        join(again, right);

        assertThat(atRight.take()).isEqualTo("joined left");
        assertThat(members(right)).containsExactly("left", "right");
    }

    @Test
    void whoCannotBeJoinedSaysWhy() {
        Syndicate left = open("left");
        Syndicate plain = all.outsider("plain");
        Syndicate bare = Syndicate.open("bare", c -> c.remote(all.network).federation(f -> {}));
        try (bare) {
            assertRefused(left, plain, Reason.NOT_FEDERATED, "c.federation");
            assertRefused(left, bare, Reason.TOKEN_REFUSED, "has no token");
            assertRefused(bare, left, Reason.TOKEN_REFUSED, "wants a token");
        }
        assertThatThrownBy(() -> left.federation().join(SystemId.ofName("nobody"), addressOf(left)))
                .isInstanceOfSatisfying(
                        FederationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));
        assertThatThrownBy(() -> join(left, left)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> left.federation().join("nonsense")).isInstanceOf(IllegalArgumentException.class);
        assertThat(members(left)).containsExactly("left");
    }

    private static void assertRefused(Syndicate joiner, Syndicate member, Reason reason, String text) {
        assertThatThrownBy(() -> join(joiner, member))
                .isInstanceOfSatisfying(
                        FederationException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(text);
    }

    @Test
    void aPeerWithoutAWordForControlsIsTheOriginal() {
        Syndicate left = open("left");
        Syndicate right = open("right");
        all.network.forgetControls();

        assertRefused(left, right, Reason.NOT_JAVA, "Python original");
        assertThat(members(right)).containsExactly("right");
    }

    @Test
    void aFederationNeedsWaysAndSaysSo() {
        assertThatThrownBy(() -> Syndicate.open("alone", c -> c.federation(f -> {})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("c.remote(");
        try (var alone = Syndicate.open("alone")) {
            assertThatThrownBy(alone::federation)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("federation(");
        }
    }

    @Test
    void badOptionsAreRefused() {
        assertBad(f -> f.token("too short"), "16 characters");
        assertBad(f -> f.lease(Duration.ofMillis(99)), "100 ms");
        assertBad(f -> f.capability(" ", 1), "name of a capability");
        assertBad(f -> f.capability("when", Duration.ZERO), "java.time.Duration");
        assertBad(f -> f.host(String.class), "extend Actor");
        assertBad(f -> f.mostPlaced(-1), "mostPlaced");
        assertBad(f -> f.address("nowhere"), "host:port");
    }

    private static void assertBad(java.util.function.Consumer<io.sparkactor.FederationConfig> options, String text) {
        assertThatThrownBy(() -> Syndicate.open("bad", c -> c.federation(options)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }
}
