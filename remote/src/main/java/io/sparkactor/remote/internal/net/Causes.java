package io.sparkactor.remote.internal.net;

import io.netty.handler.codec.DecoderException;

/** What has gone wrong on a connection, for people. Stateless. */
public final class Causes {

    private Causes() {}

    /** The text of what was thrown, without the wrapper of the decoder. */
    public static String text(Throwable thrown) {
        Throwable cause = thrown.getCause();
        Throwable real = thrown instanceof DecoderException && cause != null ? cause : thrown;
        String message = real.getMessage();
        return message == null ? real.getClass().getSimpleName() : message;
    }
}
