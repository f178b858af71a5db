package io.sparkactor.remote.python;

/** The Python peer answered an order with an exception; the message is its class and text. */
final class PeerFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PeerFailure(String text) {
        super(text);
    }
}
