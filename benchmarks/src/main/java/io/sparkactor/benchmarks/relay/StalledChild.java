package io.sparkactor.benchmarks.relay;

import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Latencies;
import io.sparkactor.benchmarks.measure.Pacer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The JVM of the clients, where some never read. Driven by the main thread. */
public final class StalledChild {

    private static final Duration WARM_UP = Duration.ofSeconds(5);

    /** How long the others are alone and count. */
    private static final Duration ALONE = Duration.ofSeconds(15);

    /** The relay closes who takes nothing for twice as long. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private static final long SECOND_NANOS = 1_000_000_000;

    private StalledChild() {}

    /**
     * Prints the figures; the arguments are the port of the relay, the clients, the frames a second, those that never read, those that send to
     * them, and the seconds.
     */
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        int count = Integer.parseInt(args[1]);
        int rate = Integer.parseInt(args[2]);
        int stalled = Integer.parseInt(args[3]);
        int senders = Integer.parseInt(args[4]);
        Duration time = Duration.ofSeconds(Integer.parseInt(args[5]));
        Latencies latencies = new Latencies();
        List<LoadClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(LoadClient.register(port, "client-" + i));
        }
        LoadReader.start(clients, latencies);
        try (Pacer pacer = Pacer.start("frames", SECOND_NANOS / rate, new RandomSender(clients))) {
            Thread.sleep(WARM_UP);
            latencies.start();
            Thread.sleep(ALONE);
            print("alone", latencies);
            List<LoadClient> mute = register(port, stalled);
            List<Thread> sending = new ArrayList<>();
            for (int i = 0; i < senders; i++) {
                LoadClient sender = LoadClient.register(port, "sender-" + i);
                sending.add(Thread.ofPlatform().daemon().name("sender").start(() -> sendForEver(sender, stalled)));
            }
            latencies.restart();
            latencies.start();
            long end = System.nanoTime() + time.toNanos();
            while (end - System.nanoTime() > AGAIN.toNanos()) {
                Thread.sleep(AGAIN);
                mute = again(port, mute);
            }
            Thread.sleep(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            print("meanwhile", latencies);
            if (!pacer.isAlive() || !sending.stream().allMatch(Thread::isAlive)) {
                throw new IllegalStateException("a sender has ended before its time");
            }
        }
        System.exit(0);
    }

    private static void print(String when, Latencies latencies) {
        latencies.stop();
        Figure.latencies(when, latencies).forEach(figure -> ChildJvm.result(figure.line()));
    }

    private static List<LoadClient> register(int port, int count) throws Exception {
        List<LoadClient> mute = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            mute.add(LoadClient.register(port, name(i)));
        }
        return mute;
    }

    /** The same systems on new connections, before the old ones are closed: they are always there. */
    private static List<LoadClient> again(int port, List<LoadClient> mute) throws Exception {
        List<LoadClient> next = register(port, mute.size());
        for (LoadClient old : mute) {
            old.channel().close();
        }
        return next;
    }

    private static String name(int mute) {
        return "stalled-" + mute;
    }

    private static void sendForEver(LoadClient sender, int targets) {
        Latencies nobody = new Latencies();
        try {
            for (int next = 0; ; next = (next + 1) % targets) {
                sender.sendPatiently(name(next), nobody);
            }
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
    }
}
