package io.sparkactor.internal.syndicate;

import io.sparkactor.Message;
import io.sparkactor.Messages;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The messages of an inbox as they come. Thread-safe; each iterator is for one thread. */
record InboxMessages(InboxRef inbox) implements Messages {

    @Override
    public Iterator<Message<Object>> iterator() {
        return new Arriving(inbox);
    }

    @Override
    public Stream<Message<Object>> stream() {
        int character = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator(), character), false);
    }

    /** Waits for each message until the inbox closes. */
    private static final class Arriving implements Iterator<Message<Object>> {

        private final InboxRef inbox;
        private @Nullable Message<Object> next;

        Arriving(InboxRef inbox) {
            this.inbox = inbox;
        }

        @Override
        public boolean hasNext() {
            if (next == null) {
                next = inbox.take(Long.MAX_VALUE, "listen");
            }
            return next != null;
        }

        @Override
        public Message<Object> next() {
            Message<Object> message = hasNext() ? next : null;
            if (message == null) {
                throw new NoSuchElementException(inbox.path() + " is closed");
            }
            next = null;
            return message;
        }
    }
}
