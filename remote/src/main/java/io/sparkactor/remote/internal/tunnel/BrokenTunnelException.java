package io.sparkactor.remote.internal.tunnel;

import java.io.IOException;

/** A tunnel is gone, and not because one of its ends closed it. The text is for people. */
final class BrokenTunnelException extends IOException {

    private static final long serialVersionUID = 1L;

    BrokenTunnelException(String why) {
        super(why);
    }

    /** It is an everyday event, of which the text says all. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
