package io.sparkactor.process.internal.child;

import io.sparkactor.process.internal.wire.BodyWriter;
import io.sparkactor.process.internal.wire.EagerChannel;
import io.sparkactor.process.internal.wire.Frame;
import io.sparkactor.process.internal.wire.FrameKind;
import io.sparkactor.process.internal.wire.FrameReader;
import io.sparkactor.process.internal.wire.FrameWriter;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads frames and does what they say: one step of one instance at a time. Confined to the main thread. */
final class ChildLoop {

    private final FrameReader reader;
    private final FrameWriter writer;
    private @Nullable Instance<?> instance;

    /** The threads that were there before the actor. */
    private Set<Thread> ownThreads = Set.of();

    ChildLoop(SocketChannel in, SocketChannel out) {
        this.reader = new FrameReader(new EagerChannel(in));
        this.writer = new FrameWriter(out);
    }

    /** Runs until the syndicate has closed the line. */
    void run() throws IOException {
        while (true) {
            Frame frame;
            boolean unused =
                    Thread.interrupted(); // left by the step before; a channel closes when who reads is interrupted
            try {
                frame = reader.next();
            } catch (EOFException e) {
                return;
            }
            obey(frame);
        }
    }

    private void obey(Frame frame) throws IOException {
        switch (frame.kind()) {
            case MAKE -> {
                ownThreads = new HashSet<>(Thread.getAllStackTraces().keySet());
                Instance<?> made = new Instance<>(writer);
                instance = made;
                made.make(frame);
            }
            case PRE_START -> present().preStart(frame);
            case PROCESS -> present().process(frame);
            case POST_STOP -> present().postStop(frame);
            case RELEASE -> release(frame);
            case REHEARSE -> Play.alone();
            default -> throw new IOException("a syndicate does not send " + frame.kind());
        }
    }

    private Instance<?> present() throws IOException {
        if (instance == null) {
            throw new IOException("there is no actor yet");
        }
        return instance;
    }

    private void release(Frame frame) throws IOException {
        instance = null;
        System.gc(); // so that what is left can be told from garbage, and the next actor starts with an empty heap
        Runtime runtime = Runtime.getRuntime();
        writer.write(
                FrameKind.RELEASED,
                frame.number(),
                new BodyWriter()
                        .number(runtime.totalMemory() - runtime.freeMemory())
                        .number(threadsLeft()));
    }

    private int threadsLeft() {
        Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
        left.removeAll(ownThreads);
        return left.size();
    }
}
