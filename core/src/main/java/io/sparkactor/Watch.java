package io.sparkactor;

import java.nio.channels.SelectableChannel;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Something outside of the actors that one of them wants to hear of: a channel, a process, a file; see {@link ActorContext#watch}. A
 * value, immutable: what is equal is the same watch.
 */
public sealed interface Watch {

    /**
     * That a channel has something to read: bytes or their end, a datagram, or, of a server's channel, a connection to accept. The channel
     * must be open, and in non-blocking mode as long as it is watched.
     */
    static Watch readable(SelectableChannel channel) {
        return new Readable(channel);
    }

    /**
     * That a channel takes bytes, or that its connection can be finished by {@link java.nio.channels.SocketChannel#finishConnect}. The
     * channel must be open, and in non-blocking mode as long as it is watched.
     */
    static Watch writable(SelectableChannel channel) {
        return new Writable(channel);
    }

    /** That a process has ended. It ends once, so this is told once, whatever is armed afterwards. At once if it has ended already. */
    static Watch process(Process process) {
        return new ProcessExit(process);
    }

    /**
     * That {@link Process#getInputStream} of a process has something to read, so that {@code available()} bytes can be read without
     * waiting; or that the process has ended, when the rest can be read up to the end.
     *
     * <p>Such a stream is no channel, so it is looked at again and again, at most 16 ms after the last look. A process that closes its
     * output and goes on is told of when it ends. Nobody may read the stream while this is armed.
     */
    static Watch output(Process process) {
        return new ProcessOutput(process);
    }

    /**
     * That a file was created, changed or deleted, or, of a folder, anything directly in it. The folder of the file must exist; the file
     * need not. Changes that come in close order are told once; on Linux at once, elsewhere the JDK may look only every few seconds.
     *
     * @param path a path of the default file system; a relative one is taken from the working folder
     */
    static Watch file(Path path) {
        return new FileChange(path);
    }

    /**
     * See {@link Watch#readable}.
     *
     * @param channel the channel
     */
    record Readable(SelectableChannel channel) implements Watch {

        /** Checks the argument. */
        public Readable {
            Objects.requireNonNull(channel, "channel");
        }
    }

    /**
     * See {@link Watch#writable}.
     *
     * @param channel the channel
     */
    record Writable(SelectableChannel channel) implements Watch {

        /** Checks the argument. */
        public Writable {
            Objects.requireNonNull(channel, "channel");
        }
    }

    /**
     * See {@link Watch#process}.
     *
     * @param process the process
     */
    record ProcessExit(Process process) implements Watch {

        /** Checks the argument. */
        public ProcessExit {
            Objects.requireNonNull(process, "process");
        }
    }

    /**
     * See {@link Watch#output}.
     *
     * @param process the process
     */
    record ProcessOutput(Process process) implements Watch {

        /** Checks the argument. */
        public ProcessOutput {
            Objects.requireNonNull(process, "process");
        }
    }

    /**
     * See {@link Watch#file}.
     *
     * @param path the file or folder
     */
    record FileChange(Path path) implements Watch {

        /** Checks the argument. */
        public FileChange {
            Objects.requireNonNull(path, "path");
        }
    }
}
