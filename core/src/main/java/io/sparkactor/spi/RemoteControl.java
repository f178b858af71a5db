package io.sparkactor.spi;

import io.sparkactor.ExitReason;
import java.util.Objects;

/**
 * What one system tells another about the lives of their actors, and the readers of their streams. In no books, never refused by a mailbox. Immutable.
 *
 * <p>Each is told by an actor {@code from} of the system that sends it to an actor {@code to} of the one that gets it, both named by their
 * uuid alone: so nobody can speak for the actors of a third system. What is told of a stream goes to the stream {@code to}, which has the
 * name of its reader. A way between two systems keeps them in order with each other and
 * with messages, tells each once, and after a cut says those again that may not have arrived.
 */
public sealed interface RemoteControl {

    /** How many characters a uuid may have. */
    int LONGEST_UUID = 36;

    /** The uuid of the actor that it is for, or of the reader of the stream. */
    String to();

    /**
     * To stop.
     *
     * @param to the actor that is to stop
     * @param afterQueue whether it first handles what is queued when this arrives
     */
    record Stop(String to, boolean afterQueue) implements RemoteControl {

        /** Checks the parts. */
        public Stop {
            check(to, "to");
        }
    }

    /**
     * To tell once when an actor has stopped, at once if it has or was never there: with {@link Exited}.
     *
     * @param from the actor that wants to know
     * @param to the actor whose end it is about
     */
    record Monitor(String from, String to) implements RemoteControl {

        /** Checks the parts. */
        public Monitor {
            check(from, "from");
            check(to, "to");
        }
    }

    /**
     * To tell that no more. An {@link Exited} may be on its way already.
     *
     * @param from the actor that wanted to know
     * @param to the actor whose end it was about
     */
    record Unmonitor(String from, String to) implements RemoteControl {

        /** Checks the parts. */
        public Unmonitor {
            check(from, "from");
            check(to, "to");
        }
    }

    /**
     * The actor that is monitored has stopped. Behind all messages that it has sent.
     *
     * @param from the actor that has stopped
     * @param to the actor that monitors it
     * @param reason why; what was thrown is always a {@link io.sparkactor.RemoteFailureException}, and the origin of an {@link
     *     ExitReason.Linked} is an actor of any system
     */
    record Exited(String from, String to, ExitReason reason) implements RemoteControl {

        /** Checks the parts, and makes texts of what was thrown. */
        public Exited {
            check(from, "from");
            check(to, "to");
            reason = ExitTexts.of(reason);
        }
    }

    /**
     * To tie the two together. If {@code to} has stopped, or was never there, {@link LinkExited} says so.
     *
     * @param from the actor that links itself
     * @param to the other one
     */
    record Link(String from, String to) implements RemoteControl {

        /** Checks the parts. */
        public Link {
            check(from, "from");
            check(to, "to");
        }
    }

    /**
     * To tie them together no more. Always answered by {@link Unlinked}, until which a {@link Link} that comes was sent before this and is
     * cut by it.
     *
     * @param from the actor that cuts the link
     * @param to the other one
     */
    record Unlink(String from, String to) implements RemoteControl {

        /** Checks the parts. */
        public Unlink {
            check(from, "from");
            check(to, "to");
        }
    }

    /**
     * An {@link Unlink} has come.
     *
     * @param from the actor that it was for, be it there or not
     * @param to the actor that had cut the link
     */
    record Unlinked(String from, String to) implements RemoteControl {

        /** Checks the parts. */
        public Unlinked {
            check(from, "from");
            check(to, "to");
        }
    }

    /**
     * An actor that was linked has stopped. Behind all messages that it has sent.
     *
     * @param from the actor that has stopped
     * @param to the actor that it was linked with
     * @param reason why; as in {@link Exited}
     */
    record LinkExited(String from, String to, ExitReason reason) implements RemoteControl {

        /** Checks the parts, and makes texts of what was thrown. */
        public LinkExited {
            check(from, "from");
            check(to, "to");
            reason = ExitTexts.of(reason);
        }
    }

    /**
     * The reader of a stream has taken chunks, so there is room for as many more. Said now and then, and true whenever it comes.
     *
     * @param to whose stream it is: the reader, which is of the system that says this, as its actors know it
     * @param count how many it has taken since the stream began
     */
    record StreamRead(String to, long count) implements RemoteControl {

        /** Checks the parts. */
        public StreamRead {
            check(to, "to");
            if (count < 0) {
                throw new IllegalArgumentException("count must not be negative, but is " + count);
            }
        }
    }

    /**
     * Nobody reads a stream any more: its writer is to write nothing.
     *
     * @param to whose stream it is, as in {@link StreamRead}
     */
    record StreamCancelled(String to) implements RemoteControl {

        /** Checks the text. */
        public StreamCancelled {
            check(to, "to");
        }
    }

    private static void check(String uuid, String name) {
        if (Objects.requireNonNull(uuid, name).isBlank() || uuid.length() > LONGEST_UUID) {
            throw new IllegalArgumentException(
                    name + " must be a uuid of at most " + LONGEST_UUID + " characters, not one of " + uuid.length());
        }
    }
}
