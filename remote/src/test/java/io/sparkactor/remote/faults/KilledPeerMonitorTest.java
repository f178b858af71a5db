package io.sparkactor.remote.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorExited;
import io.sparkactor.ActorRef;
import io.sparkactor.ExitReason;
import io.sparkactor.Message;
import io.sparkactor.Signal;
import io.sparkactor.Syndicate;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.TcpRemote;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When the process of a peer is killed, whoever monitors its actors is told that they are unreachable. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KilledPeerMonitorTest {

    @TempDir
    private Path folder;

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();

    @Test
    void aMonitorEndsOnceThePeerIsAwayForLongerThanASession() throws Exception {
        TcpRemote impatient = Remote.tcp().sessionTimeout(Duration.ofMillis(200));
        try (RecorderProcess peer = new RecorderProcess(folder.resolve("log"));
                Syndicate sender = Syndicate.open("watcher", c -> c.remote(impatient))) {
            watch(sender, peer, peer.address());
            peer.kill();
            assertUnreachable();
        }
    }

    @Test
    void aMonitorEndsWhenThePeerIsBack() throws Exception {
        try (RecorderProcess peer = new RecorderProcess(folder.resolve("log"));
                FaultProxy wire = FaultProxy.before(peer.address(), 1);
                Syndicate sender = Syndicate.open("watcher", c -> c.remote(Remote.tcp()))) {
            watch(sender, peer, wire.address());
            peer.kill();
            try (RecorderProcess back = new RecorderProcess(folder.resolve("log-2"))) {
                wire.target(back.address());
                assertUnreachable();
            }
        }
    }

    /** Monitors the recorder, and returns when that is known over there. */
    private void watch(Syndicate sender, RecorderProcess peer, InetSocketAddress at) {
        sender.connect(peer.recorder().systemId(), at);
        ActorRef<Object> recorder = sender.ref(peer.recorder(), Object.class);
        sender.createActor(() -> new Watcher(recorder, signals));
        recorder.tell(1);
        peer.awaitProcessed(1);
    }

    private void assertUnreachable() throws InterruptedException {
        assertThat(signals.poll(BrokenPair.PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                .isInstanceOfSatisfying(
                        ActorExited.class,
                        exit -> assertThat(exit.reason()).isInstanceOf(ExitReason.Unreachable.class));
    }

    /** Monitors one actor from its start on. */
    private static final class Watcher extends Actor<Object> {

        private final ActorRef<?> target;
        private final BlockingQueue<Signal> signals;

        Watcher(ActorRef<?> target, BlockingQueue<Signal> signals) {
            this.target = target;
            this.signals = signals;
        }

        @Override
        protected void preStart() {
            monitor(target);
        }

        @Override
        protected void process(Message<Object> message) {
            // Nobody sends it anything.
        }

        @Override
        protected void onSignal(Signal signal) {
            signals.add(signal);
        }
    }
}
