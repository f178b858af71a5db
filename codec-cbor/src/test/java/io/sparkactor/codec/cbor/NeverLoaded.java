package io.sparkactor.codec.cbor;

/** A class that nothing mentions but bytes; whoever initialises it leaves a mark. */
final class NeverLoaded {

    static {
        Mark.loaded = true;
    }

    private NeverLoaded() {}

    /** The mark. */
    static final class Mark {

        static volatile boolean loaded;

        private Mark() {}
    }
}
