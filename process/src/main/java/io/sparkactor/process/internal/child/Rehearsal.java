package io.sparkactor.process.internal.child;

import io.sparkactor.process.internal.launch.Line;
import io.sparkactor.process.internal.launch.MeetingPoint;
import io.sparkactor.process.internal.wire.BodyWriter;
import io.sparkactor.process.internal.wire.Frame;
import io.sparkactor.process.internal.wire.FrameKind;
import io.sparkactor.process.internal.wire.FrameReader;
import io.sparkactor.process.internal.wire.FrameWriter;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Does once all that a child does, against a syndicate that is played here, so that the JVM can note which classes a start needs. Run by
 * the main thread.
 */
final class Rehearsal {

    private static final String TOKEN = "rehearsal";

    private Rehearsal() {}

    static void run() throws Exception {
        Path folder = Files.createTempDirectory("spark-");
        SocketChannel[] lines;
        try (MeetingPoint meeting = new MeetingPoint(folder, "0", TOKEN)) {
            Path socket = meeting.socket();
            Thread child = new Thread(() -> ChildMain.serve(socket, TOKEN), "rehearsing");
            child.setDaemon(true);
            child.start();
            lines = meeting.await(() -> true);
        }
        Files.deleteIfExists(folder);
        if (lines != null) {
            FrameWriter writer = new FrameWriter(lines[Line.TO_CHILD.ordinal()]);
            FrameReader reader = new FrameReader(lines[Line.TO_SYNDICATE.ordinal()]);
            Play.perform((kind, body) -> step(writer, reader, kind, body));
            step(writer, reader, FrameKind.RELEASE, new BodyWriter());
        }
        System.exit(0); // while the lines are open: the guard would halt the JVM, which then notes nothing
    }

    private static void step(FrameWriter writer, FrameReader reader, FrameKind kind, BodyWriter body)
            throws IOException {
        writer.write(kind, 1, body);
        Frame answer = reader.next();
        while (answer.kind() != FrameKind.DONE && answer.kind() != FrameKind.RELEASED) {
            if (answer.kind() == FrameKind.FAILED) {
                throw new IOException("the rehearsal has failed at " + kind);
            }
            answer = reader.next();
        }
    }
}
