package io.sparkactor.remote.internal.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Syndicate;
import io.sparkactor.SystemId;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.internal.fixture.RawSession;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.remote.internal.session.SessionFrame.Acknowledge;
import io.sparkactor.remote.internal.session.SessionFrame.Sender;
import io.sparkactor.remote.internal.session.SessionLimits;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A peer that sends what nobody takes, as fast as it can: neither the memory nor the log fills up. */
class RefusedFloodTest extends TransportTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final SystemId FLOOD = SystemId.ofName("flood");
    private static final byte[] NULL = {(byte) 0xF6};
    private static final byte[] ONE = {1};
    private static final byte[] BROKEN = {(byte) 0xFF};
    private static final int MESSAGES = 100_000;

    /** What the dead letters that are kept, and all that others do in this JVM, may have grown by. */
    private static final long GROWTH = 32L << 20;

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        Logger.getLogger("io.sparkactor").addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        Logger.getLogger("io.sparkactor").removeHandler(handler);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static byte[] payload(int kind) {
        return switch (kind) {
            case 0 -> NULL;
            case 1 -> BROKEN;
            default -> ONE;
        };
    }

    @Test
    void unknownActorsAndUnreadableContentsLeaveNothingBehind() throws Exception {
        try (Syndicate right = Syndicate.open("flooded", c -> c.remote(Remote.tcp()))) {
            RawSession peer =
                    closing(new RawSession(right.remoteAddress(), FLOOD, null)).opened();
            send(peer, 1, 20_000);
            long before = used();
            long start = System.nanoTime();

            int all = Attack.times(MESSAGES);
            send(peer, 20_001, all);

            long seconds = 1 + (System.nanoTime() - start) / 1_000_000_000;
            Await.until("the memory is free again", LONG, () -> used() < before + GROWTH);
            // Each line stands for a second; another class may have one of its own.
            assertThat(lines).as("in %d s", seconds).hasSizeLessThan((int) (3 * seconds + 5));
            assertThat(right.transportHealth()).containsOnlyKeys(FLOOD);
        }
    }

    /** Sends messages as the credit allows, every tenth as an ask, and reads what comes. */
    private static void send(RawSession peer, long first, int count) throws Exception {
        long credit = first - 1 + SessionLimits.DEFAULT.windowMessages();
        long next = first;
        long last = first + count - 1;
        long acknowledged = first - 1;
        while (acknowledged < last) {
            for (long most = Math.min(last, Math.min(credit, next + 500)); next <= most; next++) {
                Sender sender = next % 10 == 0 ? new Sender(null, "asker " + next) : null;
                peer.send(RawSession.message(next, "nobody " + next, sender, payload((int) (next % 3))));
            }
            if (peer.read() instanceof Acknowledge acknowledge) {
                acknowledged = acknowledge.upTo();
                credit = acknowledge.creditSeq();
            }
        }
    }
}
