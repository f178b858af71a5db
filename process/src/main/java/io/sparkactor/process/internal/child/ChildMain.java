package io.sparkactor.process.internal.child;

import io.sparkactor.process.internal.launch.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** The program of a child JVM. The main thread runs it. */
public final class ChildMain {

    private static final int LONGEST_TOKEN = 64;
    private static final int NOT_CONNECTED = 70;

    private ChildMain() {}

    /**
     * Connects to the syndicate and serves it until it is gone.
     *
     * @param args the socket; the token comes on the standard input
     */
    public static void main(String[] args) throws Exception {
        if (args.length == 1 && args[0].equals("training")) {
            haltAtTheEndOf(System.in);
            Rehearsal.run();
            return;
        }
        if (args.length != 1) {
            System.err.println(
                    "This is the program of an actor's process; a syndicate starts it when an actor needs one.");
            System.exit(2);
        }
        serve(Path.of(args[0]), readToken(System.in));
        Runtime.getRuntime().halt(0);
    }

    /**
     * Whoever wants the rehearsal holds the standard input open, and is gone when that ends. Then it must not wait for anything any more;
     * what it has noted is written all the same, as a JVM that trains does so even when it is halted.
     */
    private static void haltAtTheEndOf(InputStream input) {
        Thread thread = new Thread(
                () -> {
                    try {
                        input.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // gone as well
                    }
                    Runtime.getRuntime().halt(NOT_CONNECTED);
                },
                "spark-rehearsal-guard");
        thread.setDaemon(true);
        thread.start();
    }

    /** Serves; returns when the syndicate is gone. */
    static void serve(Path socket, String token) {
        try {
            Guard.start(
                    Line.PULSE.connect(socket, token), socket.toAbsolutePath().getParent());
            SocketChannel out = Line.TO_SYNDICATE.connect(socket, token);
            SocketChannel in = Line.TO_CHILD.connect(socket, token);
            new ChildLoop(in, out).run();
        } catch (IOException e) {
            System.err.println("The process of an actor has lost its syndicate: " + e);
            Runtime.getRuntime().halt(NOT_CONNECTED);
        }
    }

    private static String readToken(InputStream input) throws IOException {
        StringBuilder token = new StringBuilder();
        for (int next = input.read(); next >= 0 && next != '\n'; next = input.read()) {
            if (token.length() == LONGEST_TOKEN) {
                throw new IOException("what came on the standard input is no token");
            }
            token.append((char) next);
        }
        return token.toString();
    }
}
