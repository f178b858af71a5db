package io.sparkactor;

import java.util.stream.Stream;

/**
 * The messages that arrive at an inbox, one after the other, until it closes. Several threads may iterate: each message goes to one.
 */
public interface Messages extends Iterable<Message<Object>> {

    /** The same as a stream; it ends when the inbox closes. */
    Stream<Message<Object>> stream();
}
