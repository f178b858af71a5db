package io.sparkactor.spi;

import io.sparkactor.ActorRef;

/**
 * How refs travel: whoever uses the codec knows which text stands for which actor at the other end.
 *
 * <p>Called on the thread that encodes or decodes; must be thread-safe and not block. What it throws reaches the caller as the cause
 * of a {@link CodecException} of kind {@code REFUSED}.
 */
public interface RefCodec {

    /** The text that stands for a ref. */
    String encode(ActorRef<?> ref);

    /**
     * The ref that a text stands for.
     *
     * @param text comes from the other end, so it may be anything
     */
    ActorRef<?> decode(String text);
}
