package io.sparkactor.benchmarks.runaway;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Handlers that do not come back before they are let go: endless loops and native reads. Driven by one thread. */
final class Culprits implements AutoCloseable {

    sealed interface Protocol {}

    /** To loop until the end. */
    record Spin() implements Protocol {}

    /** To read what does not come before the end. */
    record Read(SilentPipe pipe) implements Protocol {}

    final class Culprit extends Actor<Protocol> {

        private long result;

        @Override
        protected void process(Message<Protocol> message) throws IOException {
            switch (message.content()) {
                case Spin() -> {
                    while (!over) {
                        result++;
                    }
                }
                case Read(SilentPipe pipe) -> {
                    try (FileInputStream in = pipe.open()) {
                        result += in.read();
                    }
                }
            }
        }

        @Override
        public String toString() {
            return "culprit with result " + result;
        }
    }

    private static final int MOST_READS = 4;

    private final Syndicate syndicate;
    private final List<SilentPipe> pipes = new ArrayList<>();
    private volatile boolean over;

    Culprits(Syndicate syndicate) {
        this.syndicate = syndicate;
    }

    /** Makes the pipes, which takes a while. */
    void prepare() {
        while (pipes.size() < MOST_READS) {
            pipes.add(SilentPipe.create());
        }
    }

    /** So many threads that Spark does not know begin to loop. */
    void spinOutside(int count) {
        for (int i = 0; i < count; i++) {
            Thread.ofPlatform().daemon().name("outside-" + i).start(() -> {
                while (!over) {
                    Thread.onSpinWait();
                }
            });
        }
    }

    /** So many actors begin to loop. */
    void spin(int count) {
        for (int i = 0; i < count; i++) {
            culprit().tell(new Spin());
        }
    }

    /** So many actors begin to read, each from a pipe of its own. */
    void read(int count) {
        for (SilentPipe pipe : pipes.subList(0, count)) {
            culprit().tell(new Read(pipe));
        }
    }

    private ActorRef<Protocol> culprit() {
        return syndicate.createActor(() -> new Culprit());
    }

    /** Lets all of them go. */
    void letGo() {
        over = true;
        pipes.forEach(SilentPipe::close);
        pipes.clear();
    }

    @Override
    public void close() {
        letGo();
    }
}
