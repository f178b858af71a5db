package io.sparkactor.remote.internal.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Connection;
import io.sparkactor.ConnectionState;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.FakeMessage;
import io.sparkactor.testkit.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Two systems call each other at the same time. Whatever happens in which order, and wherever a connection is cut, there is one session in the
 * end, and nothing is lost, doubled or overtaken.
 */
class CrossingTest extends WayFixture {

    /** How much there is to let happen until a side that is alone has its session: two handshakes, an offer, an answer. */
    private static final int FRAMES = 4;

    private final FakeHome left = home(SESSIONS);
    private final FakeHome right = home(SESSIONS);

    @Test
    void inEachOrderOneSessionStands() throws Exception {
        for (String order : orders("", 1 + FRAMES, 1 + FRAMES)) {
            try (var pair = new Pair(order)) {
                for (char side : order.toCharArray()) {
                    pair.step(side == 'l');
                }
                pair.end();
            }
        }
    }

    @Test
    void whereverAConnectionIsCutOneSessionStands() throws Exception {
        for (String order : orders("", FRAMES, FRAMES)) {
            for (int cut = 0; cut <= order.length(); cut++) {
                for (boolean leftIsCut : List.of(true, false)) {
                    cutAt(order, cut, leftIsCut);
                }
            }
        }
    }

    private void cutAt(String order, int at, boolean leftIsCut) throws Exception {
        try (var pair = new Pair(order + ", cut at " + at + " on the " + (leftIsCut ? "left" : "right"))) {
            pair.step(true);
            pair.step(false);
            for (int i = 0; i < order.length(); i++) {
                if (i == at) {
                    pair.cut(leftIsCut);
                }
                pair.step(order.charAt(i) == 'l');
            }
            if (at == order.length()) {
                pair.cut(leftIsCut);
            }
            pair.end();
        }
    }

    @Test
    void anyNumberOfCutsEndsInOneSession() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            try (var pair = new Pair("seed " + seed)) {
                for (int i = 0; i < 40; i++) {
                    boolean side = random.nextBoolean();
                    if (i > 1 && random.nextInt(8) == 0) {
                        pair.cut(side);
                    } else {
                        pair.step(side);
                    }
                }
                pair.end();
            }
        }
    }

    /** All sequences of so many steps of either side. */
    private static List<String> orders(String begun, int lefts, int rights) {
        if (lefts + rights == 0) {
            return List.of(begun);
        }
        List<String> all = new ArrayList<>();
        if (lefts > 0) {
            all.addAll(orders(begun + "l", lefts - 1, rights));
        }
        if (rights > 0) {
            all.addAll(orders(begun + "r", lefts, rights - 1));
        }
        return all;
    }

    /** Two systems that are going to call each other; the first step of each is to begin with that. */
    private final class Pair implements AutoCloseable {

        private final String what;
        private final HeldNetwork network = new HeldNetwork();
        private final Switchboard here = open(left, SESSIONS);
        private final Switchboard there = open(right, SESSIONS);
        private final List<Connection> connections = new ArrayList<>();
        private final List<FakeMessage> toRight = new ArrayList<>();
        private final List<FakeMessage> toLeft = new ArrayList<>();

        Pair(String what) {
            this.what = what;
            left.forget();
            right.forget();
        }

        void step(boolean isLeft) throws Exception {
            Switchboard from = isLeft ? here : there;
            List<FakeMessage> sent = isLeft ? toRight : toLeft;
            if (sent.isEmpty()) {
                connections.add(
                        from.connect((isLeft ? right : left).systemId(), network.dialler(from, isLeft ? there : here)));
            } else {
                network.step(from);
            }
            send(from, isLeft ? right : left, sent);
            HeldNetwork.settle(here, there);
        }

        private void send(Switchboard from, FakeHome to, List<FakeMessage> sent) {
            var message = new FakeMessage(to.actor("a"), sent.size());
            sent.add(message);
            assertThat(from.send(message)).as(what).isNull();
        }

        void cut(boolean isLeft) throws Exception {
            network.cut(isLeft ? here : there);
            HeldNetwork.settle(here, there);
        }

        void end() throws Exception {
            network.flow();
            for (Connection connection : connections) {
                assertThat(connection.awaitConnected(PATIENCE)).as(what).isTrue();
            }
            send(here, right, toRight);
            send(there, left, toLeft);
            came(right, toRight);
            came(left, toLeft);
            Await.until(what + ": one connection is left", () -> network.open() == 1);
            assertThat(health(here, right).state()).as(what).isEqualTo(ConnectionState.CONNECTED);
            assertThat(health(there, left).state()).as(what).isEqualTo(ConnectionState.CONNECTED);
            assertThat(left.told).as(what).isEmpty();
            assertThat(right.told).as(what).isEmpty();
        }

        private void came(FakeHome to, List<FakeMessage> sent) throws InterruptedException {
            for (int i = 0; i < sent.size(); i++) {
                assertThat(to.next().content()).as(what).isEqualTo(i);
            }
            for (FakeMessage message : sent) {
                assertThat(message.settled()).as(what).isEqualTo("delivered");
            }
            assertThat(to.received).as(what).isEmpty();
        }

        @Override
        public void close() {
            here.close(left.hooks().nanoTime(), new Nowhere());
            there.close(right.hooks().nanoTime(), new Nowhere());
        }
    }
}
