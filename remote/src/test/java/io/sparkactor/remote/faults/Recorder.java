package io.sparkactor.remote.faults;

import io.sparkactor.Actor;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.remote.Remote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes each number that it has processed into a file, at once: what the operating system has outlives the process. Asked for a stream, it
 * writes numbers for as long as anybody reads.
 */
final class Recorder extends Actor<Object> {

    private final FileChannel log;

    private Recorder(FileChannel log) {
        this.log = log;
    }

    @Override
    protected void process(Message<Object> message) throws IOException {
        if (message.content() instanceof Endless endless) {
            var sink = message.stream(endless);
            for (int i = 0; sink.send(i); i++) {
                // The reader says when it is enough.
            }
            return;
        }
        ByteBuffer line = ByteBuffer.wrap((message.content() + "\n").getBytes(StandardCharsets.US_ASCII));
        while (line.hasRemaining()) {
            log.write(line);
        }
    }

    /**
     * A process with one: {@code NAME FILE}. Says its port and the id of the actor, then works until its stdin ends, which is when
     * whoever started it has ended.
     */
    static void main(String[] arguments) throws IOException {
        FileChannel log = FileChannel.open(Path.of(arguments[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        try (Syndicate syndicate =
                Syndicate.open(arguments[0], c -> c.remote(Remote.tcp().allow(Endless.class)))) {
            String id = syndicate.createActor(() -> new Recorder(log)).id().uuid();
            System.out.println(syndicate.remoteAddress().getPort() + " " + id);
            while (System.in.read() >= 0) {
                // Nobody says anything.
            }
        }
    }
}
