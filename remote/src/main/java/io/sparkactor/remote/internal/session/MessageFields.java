package io.sparkactor.remote.internal.session;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.session.SessionFrame.Message;
import io.sparkactor.remote.internal.session.SessionFrame.Sender;
import io.sparkactor.spi.StreamPart;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a message behind its kind; {@link SessionFrames} draws them. Stateless. */
final class MessageFields {

    private static final int ASK = 1;
    private static final int SENDER = 2;
    private static final int SENDER_SYSTEM = 4;
    private static final int TIME_TO_LIVE = 8;
    private static final int HEADERS = 16;
    private static final int ID = 32;
    private static final int STREAM = 64;
    private static final int RESULT = 128;

    private static final int LONGEST_NUMBER = 9;

    /** Kind, flags, number, time to live, count of headers, part of a stream, and four ids. */
    private static final int LONGEST_FLAT = 2 + 4 * LONGEST_NUMBER + 4 * (LONGEST_NUMBER + 3 * SessionFrame.LONGEST_ID);

    private MessageFields() {}

    static boolean hasAllowedParts(Message message) {
        Sender sender = message.sender();
        return message.headers().size() <= SessionFrame.MOST_HEADERS
                && isShort(message.target())
                && (sender == null || isShort(sender.uuid()))
                && (sender == null
                        || sender.system() == null
                        || isShort(sender.system().uuid()))
                && (message.id() == null || isShort(message.id()));
    }

    private static boolean isShort(String id) {
        return id.length() <= SessionFrame.LONGEST_ID;
    }

    /** What it takes at most: all numbers and ids as long as they may be, and each character the longest. */
    static long mostBytes(Message message) {
        long bytes = LONGEST_FLAT + message.payload().length;
        for (Map.Entry<String, String> header : message.headers().entrySet()) {
            bytes += 2L * LONGEST_NUMBER
                    + 3L * header.getKey().length()
                    + 3L * header.getValue().length();
        }
        return bytes;
    }

    static void write(Message message, FieldWriter out) {
        int flags = flags(message);
        out.code(flags).number(message.seq()).id(message.target());
        Sender sender = message.sender();
        if (sender != null) {
            out.id(sender.uuid());
            if (sender.system() != null) {
                out.id(sender.system().uuid());
            }
        }
        if ((flags & TIME_TO_LIVE) != 0) {
            out.number(message.ttlNanos());
        }
        if ((flags & HEADERS) != 0) {
            writeHeaders(message.headers(), out);
        }
        if (message.id() != null) {
            out.id(message.id());
        }
        if (message.part() != null) {
            out.number(number(message.part()));
        }
        out.rest(message.payload());
    }

    private static int flags(Message message) {
        int flags = message.ask() ? ASK : 0;
        Sender sender = message.sender();
        if (sender != null) {
            flags |= sender.system() == null ? SENDER : SENDER | SENDER_SYSTEM;
        }
        if (message.ttlNanos() != SessionFrame.FOREVER) {
            flags |= TIME_TO_LIVE;
        }
        if (!message.headers().isEmpty()) {
            flags |= HEADERS;
        }
        if (message.id() != null) {
            flags |= ID;
        }
        StreamPart part = message.part();
        if (part != null) {
            flags |= part instanceof StreamPart.Result ? STREAM | RESULT : STREAM;
        }
        return flags;
    }

    private static long number(StreamPart part) {
        return switch (part) {
            case StreamPart.Request(int window) -> window;
            case StreamPart.Chunk(long number) -> number;
            case StreamPart.Result(long number) -> number;
        };
    }

    private static void writeHeaders(Map<String, String> headers, FieldWriter out) {
        if (headers.size() > SessionFrame.MOST_HEADERS) {
            throw new IllegalArgumentException(
                    "a message has " + headers.size() + " headers, but " + SessionFrame.MOST_HEADERS + " are allowed");
        }
        out.number(headers.size());
        headers.forEach((name, value) -> out.text(name).text(value));
    }

    static Message read(FieldReader in) throws SessionException {
        int flags = in.code();
        if (!isAllowed(flags)) {
            throw new SessionException("a message has the unknown flags " + flags);
        }
        long seq = in.number();
        String target = in.id();
        @Nullable Sender sender = (flags & SENDER) == 0 ? null : sender(in, (flags & SENDER_SYSTEM) != 0);
        long ttlNanos = (flags & TIME_TO_LIVE) == 0 ? SessionFrame.FOREVER : in.number();
        Map<String, String> headers = (flags & HEADERS) == 0 ? Map.of() : headers(in);
        @Nullable String id = (flags & ID) == 0 ? null : in.id();
        @Nullable StreamPart part = (flags & STREAM) == 0 ? null : part(in, flags);
        return new Message(seq, target, sender, (flags & ASK) != 0, ttlNanos, headers, id, in.rest(), part);
    }

    private static boolean isAllowed(int flags) {
        boolean senderless = (flags & (SENDER | SENDER_SYSTEM)) == SENDER_SYSTEM;
        boolean lost = (flags & (STREAM | RESULT)) == RESULT;
        boolean asks = (flags & (STREAM | ASK)) == (STREAM | ASK);
        return !senderless && !lost && !(asks && ((flags & RESULT) != 0 || (flags & SENDER) == 0));
    }

    private static StreamPart part(FieldReader in, int flags) throws SessionException {
        long number = in.number();
        boolean asks = (flags & ASK) != 0;
        if (number < 1 || asks && number > StreamPart.WIDEST_WINDOW) {
            throw new SessionException("a part of a stream has the number " + number);
        }
        if (asks) {
            return new StreamPart.Request((int) number);
        }
        return (flags & RESULT) == 0 ? new StreamPart.Chunk(number) : new StreamPart.Result(number);
    }

    private static Sender sender(FieldReader in, boolean ofAThirdSystem) throws SessionException {
        String uuid = in.id();
        return new Sender(ofAThirdSystem ? new SystemId(in.id()) : null, uuid);
    }

    private static Map<String, String> headers(FieldReader in) throws SessionException {
        int count = in.count(SessionFrame.MOST_HEADERS);
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String name = in.text(Integer.MAX_VALUE);
            if (headers.put(name, in.text(Integer.MAX_VALUE)) != null) {
                throw new SessionException("a message has a header twice");
            }
        }
        return headers;
    }
}
