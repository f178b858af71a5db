package io.sparkactor.remote.internal.session;

import io.sparkactor.ActorId;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.spi.StreamPart;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one side of a session says to the other. Immutable, but for a payload, which nobody may change. {@link SessionFrames} has the bytes. */
public sealed interface SessionFrame {

    /** The time to live of what has no end. */
    long FOREVER = Long.MAX_VALUE;

    /** How many headers a message may have. */
    int MOST_HEADERS = 1_024;

    /** How many characters the id of an actor, a system or a message may have. */
    int LONGEST_ID = 1_024;

    /** A frame that counts: it is numbered, kept until it is acknowledged, and sent again after a cut. */
    sealed interface Sequenced extends SessionFrame {

        /** Its number: 1 for the first of a session in its direction, then without gaps. */
        long seq();

        /** What it weighs against the credit: about its bytes, and for both sides the same however often it is sent. */
        long weight();
    }

    /**
     * A message for an actor of the system that receives the frame.
     *
     * @param seq its number
     * @param target the uuid of the actor it is for
     * @param sender who gets the reply; null if nobody does
     * @param ask whether the sender waits, and wants to be told when there will be no reply
     * @param ttlNanos how long somebody still has a use for it, counted from when the frame is written; 0 if that is over, {@link #FOREVER} if
     *     it has no end
     * @param headers its headers, at most {@link #MOST_HEADERS}
     * @param id its identifier; null if nobody has asked for it yet
     * @param payload its content, encoded
     * @param part what it has to do with a stream; null if nothing. Only for who takes streams
     */
    @SuppressWarnings("ArrayRecordComponent") // copied once from the network, and then handed to the codec
    record Message(
            long seq,
            String target,
            @Nullable Sender sender,
            boolean ask,
            long ttlNanos,
            Map<String, String> headers,
            @Nullable String id,
            byte[] payload,
            @Nullable StreamPart part)
            implements Sequenced {

        /**
         * Checks that a stream is asked for by an ask, and written by what is none.
         *
         * @throws IllegalArgumentException if not
         */
        public Message {
            if (part != null && (ask != part instanceof StreamPart.Request || ask && sender == null)) {
                throw new IllegalArgumentException(part + " in a message that is " + (ask ? "an ask" : "no ask"));
            }
        }

        @Override
        public long weight() {
            return weight(headers, payload.length);
        }

        /** What a message weighs that has these headers and a payload of so many bytes. */
        public static long weight(Map<String, String> headers, int payload) {
            return Weights.of(headers) + payload;
        }
    }

    /**
     * An actor of another system than the one that receives the frame.
     *
     * @param system its system; null if that is the one that sends the frame
     * @param uuid its uuid
     */
    record Sender(@Nullable SystemId system, String uuid) {

        /** How an actor is named in frames that {@code own} sends. */
        public static Sender of(ActorId id, SystemId own) {
            return new Sender(id.systemId().equals(own) ? null : id.systemId(), id.uuid());
        }

        /** The identity that it has for the one who receives the frame from {@code peer}. */
        public ActorId seenFrom(SystemId peer) {
            return new ActorId(system == null ? peer : system, uuid);
        }
    }

    /**
     * There will be no reply for somebody who waits. Numbered like messages, so that it stays behind the replies that were sent before it.
     *
     * @param seq its number
     * @param asker the uuid of the one who waits, an actor of the system that receives the frame
     * @param cause why
     */
    record AskFailure(long seq, String asker, FailureCause cause) implements Sequenced {

        @Override
        public long weight() {
            return Weights.of(cause);
        }
    }

    /**
     * Something about the life of an actor or the reader of a stream: a {@link io.sparkactor.spi.RemoteControl} as data. Numbered like messages, so that it keeps its place
     * among them.
     *
     * @param seq its number
     * @param verb what it is about
     * @param from the uuid of an actor of the system that sends the frame; null for a stop and of streams, and only there
     * @param to the uuid of an actor of the system that receives the frame; of streams, that of their reader, which is of the one that sends it
     * @param exit why {@code from} has stopped; null unless the verb says that it has
     * @param count how many chunks were read; 0 unless the verb says that
     */
    record Control(
            long seq,
            ControlVerb verb,
            @Nullable String from,
            String to,
            @Nullable ExitData exit,
            long count) implements Sequenced {

        /**
         * Checks that the parts fit the verb.
         *
         * @throws IllegalArgumentException if they do not
         */
        public Control {
            if (verb.hasTeller() != (from != null) || verb.hasExit() != (exit != null)) {
                throw new IllegalArgumentException(verb + " from " + from + " with " + exit);
            }
            if (count < 0 || count > 0 && !verb.hasCount()) {
                throw new IllegalArgumentException(verb + " with the count " + count);
            }
        }

        /** One that counts nothing. */
        public Control(long seq, ControlVerb verb, @Nullable String from, String to, @Nullable ExitData exit) {
            this(seq, verb, from, to, exit, 0);
        }

        @Override
        public long weight() {
            return Weights.of(exit);
        }

        /** The same with another number. */
        public Control withSeq(long seq) {
            return new Control(seq, verb, from, to, exit, count);
        }
    }

    /**
     * How far the other side has been received, and what it may send. What it says once stays true.
     *
     * @param upTo every number up to this is settled: its mailbox has it, unless it is in {@code refused}
     * @param refused what was refused of these; ascending, and complete since the last one on this connection. The first one on a
     *     connection says all that the other side may not have heard yet
     * @param creditSeq the highest number that may be sent; at least {@code upTo}
     * @param creditWeight how much all that was sent since the session began may weigh. One frame may exceed it while nothing is unacknowledged
     */
    record Acknowledge(long upTo, List<Refusal> refused, long creditSeq, long creditWeight) implements SessionFrame {

        /** Copies the list. */
        public Acknowledge {
            refused = List.copyOf(refused);
        }
    }

    /**
     * A message that its receiver refused.
     *
     * @param seq its number
     * @param reason why
     */
    record Refusal(long seq, DeadLetterReason reason) {}

    /** The connection lives. */
    record Heartbeat() implements SessionFrame {}

    /**
     * The session is over for the side that says so: it will not be resumed. The last frame.
     *
     * @param why why
     * @param detail for logs; cut off behind {@link #LONGEST_DETAIL} characters
     */
    record Bye(Why why, String detail) implements SessionFrame {

        /** How long the detail is at most. */
        public static final int LONGEST_DETAIL = 1_000;

        /** Cuts the detail off. */
        public Bye {
            detail = detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
        }

        /** Why a session is over. */
        public enum Why {
            /** The system closes, or wants no connection any more. */
            CLOSED,
            /** The other side sent what no correct peer sends. */
            VIOLATED
        }
    }

    /**
     * A frame that a newer peer sends, and that may be ignored.
     *
     * @param kind its kind
     */
    record Unknown(int kind) implements SessionFrame {}
}
