package io.sparkactor.remote.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.Connection;
import io.sparkactor.DeadLetter;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.EventSubscription;
import io.sparkactor.Ledger;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Syndicate;
import io.sparkactor.remote.Remote;
import io.sparkactor.testkit.Await;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When the process of a peer is killed, each message is either acknowledged or a dead letter, and its reason is the truth. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KilledPeerTest {

    /** Less than what a subscriber to events may be behind, so that each dead letter is seen. */
    private static final int MOST_IN_FLIGHT = 1000;

    private static final int BATCH = 20;
    private static final int BEFORE = 5000;
    private static final int AFTER = 500;

    @TempDir
    private Path folder;

    private final Queue<DeadLetter> deadLetters = new ConcurrentLinkedQueue<>();

    @Test
    void eachMessageIsAcknowledgedOrADeadLetter() throws Exception {
        try (RecorderProcess peer = new RecorderProcess(folder.resolve("log"));
                Syndicate sender = open()) {
            Connection connection = sender.connect(peer.recorder().systemId(), peer.address());
            int accepted = sendAndKill(sender, peer);
            connection.close();
            assertEachHasOneEnd(sender, accepted, peer.processed());
        }
    }

    @Test
    void eachMessageIsSettledOnceThePeerIsBack() throws Exception {
        try (RecorderProcess peer = new RecorderProcess(folder.resolve("log"));
                FaultProxy wire = FaultProxy.before(peer.address(), 1);
                Syndicate sender = open()) {
            Connection connection = sender.connect(peer.recorder().systemId(), wire.address());
            int accepted = sendAndKill(sender, peer);
            try (RecorderProcess back = new RecorderProcess(folder.resolve("log-2"))) {
                wire.target(back.address());
                assertThat(connection.awaitConnected(BrokenPair.PATIENCE)).isTrue();
                assertEachHasOneEnd(sender, accepted, peer.processed());
                assertThat(back.processed()).isEmpty();
                assertThat(sender.ref(back.recorder(), Object.class).tell(7).accepted())
                        .isTrue();
                back.awaitProcessed(1);
            }
        }
    }

    @Test
    void whatThePeerNeverGotIsNotAcknowledged() throws Exception {
        try (RecorderProcess peer = new RecorderProcess(folder.resolve("log"));
                FaultProxy proxy = FaultProxy.before(peer.address(), 1);
                Syndicate sender = open()) {
            Connection connection = sender.connect(peer.recorder().systemId(), proxy.address());
            ActorRef<Object> recorder = sender.ref(peer.recorder(), Object.class);
            send(recorder, 0, BATCH);
            peer.awaitProcessed(BATCH);
            Await.until("an acknowledgement", () -> sender.ledger().inFlight() == 0);
            proxy.swallow(true);
            int accepted = send(recorder, BATCH, BATCH + AFTER);
            Await.until("all to be on the way", () -> unacknowledged(sender, peer) == AFTER);
            peer.kill();
            connection.close();
            assertEachHasOneEnd(sender, accepted, peer.processed());
            assertThat(peer.processed()).hasSize(BATCH);
            assertThat(numbers(DeadLetterReason.UNACKNOWLEDGED)).hasSize(AFTER);
        }
    }

    private static long unacknowledged(Syndicate sender, RecorderProcess peer) {
        return Objects.requireNonNull(
                        sender.transportHealth().get(peer.recorder().systemId()))
                .unacknowledged();
    }

    private Syndicate open() {
        Syndicate sender = Syndicate.open("sender", c -> c.remote(Remote.tcp()));
        EventSubscription _ =
                sender.subscribe(RuntimeEvent.DeadLettered.class, event -> deadLetters.add(event.deadLetter()));
        return sender;
    }

    /** Sends numbers, lets the peer be killed while they are under way, sends some more; how many were accepted. */
    private static int sendAndKill(Syndicate sender, RecorderProcess peer) throws InterruptedException {
        ActorRef<Object> recorder = sender.ref(peer.recorder(), Object.class);
        AtomicBoolean killed = new AtomicBoolean();
        Thread killer = Thread.ofPlatform().start(() -> {
            try {
                peer.awaitProcessed(BEFORE);
                peer.kill();
            } finally {
                killed.set(true);
            }
        });
        int sent = 0;
        while (!killed.get()) {
            Await.until(
                    "a place",
                    BrokenPair.PATIENCE,
                    () -> killed.get() || sender.ledger().inFlight() <= MOST_IN_FLIGHT - BATCH);
            sent = send(recorder, sent, sent + BATCH);
        }
        killer.join();
        return send(recorder, sent, sent + AFTER);
    }

    private static int send(ActorRef<Object> recorder, int from, int until) {
        for (int i = from; i < until; i++) {
            assertThat(recorder.tell(i).accepted()).isTrue();
        }
        return until;
    }

    private void assertEachHasOneEnd(Syndicate sender, int accepted, List<Integer> processed) {
        Await.until("quiet books", BrokenPair.PATIENCE, () -> sender.ledger().inFlight() == 0);
        Ledger books = sender.ledger();
        assertThat(books.balanced()).as("%s", books).isTrue();
        assertThat(books.deadLettered()).isGreaterThanOrEqualTo(AFTER);
        Await.until("all dead letters", BrokenPair.PATIENCE, () -> deadLetters.size() >= books.deadLettered());
        List<Integer> unsettled = numbers(DeadLetterReason.UNACKNOWLEDGED);
        List<Integer> all = new ArrayList<>(
                deadLetters.stream().map(letter -> (Integer) letter.content()).toList());
        // Acknowledged are the first ones; behind them each is one dead letter.
        int acknowledged = accepted - all.size();
        all.sort(null);
        assertThat(all)
                .isEqualTo(IntStream.range(acknowledged, accepted).boxed().toList());
        assertThat(processed)
                .isEqualTo(IntStream.range(0, processed.size()).boxed().toList());
        // What nobody has promised was not done: of the dead, only those that may have arrived.
        assertThat(processed.size()).isLessThanOrEqualTo(acknowledged + unsettled.size());
        assertThat(numbers(DeadLetterReason.DISCONNECTED)).doesNotContainAnyElementsOf(processed);
    }

    private List<Integer> numbers(DeadLetterReason reason) {
        return deadLetters.stream()
                .filter(letter -> letter.reason() == reason)
                .map(letter -> (Integer) letter.content())
                .toList();
    }
}
