package io.sparkactor.remote.internal.session;

/** What a {@link SessionFrame.Control} is about. Its place is its code on the wire: new ones are added behind the others. */
public enum ControlVerb {
    /** To stop at once. */
    STOP,
    /** To stop behind what is queued. */
    STOP_AFTER_QUEUE,
    /** To tell when an actor has stopped. */
    MONITOR,
    /** To tell that no more. */
    UNMONITOR,
    /** The actor that is monitored has stopped. */
    EXITED,
    /** To tie two actors together. */
    LINK,
    /** To tie them together no more. */
    UNLINK,
    /** That was heard. */
    UNLINKED,
    /** An actor that was linked has stopped. */
    LINK_EXITED,
    /** The reader of a stream has taken chunks. Not for who does not take streams. */
    STREAM_READ,
    /** Nobody reads a stream any more. Not for who does not take streams. */
    STREAM_CANCELLED;

    private static final ControlVerb[] VERBS = values();

    /** Whether it says who tells: all do but stops and what is about streams. */
    boolean hasTeller() {
        return this != STOP && this != STOP_AFTER_QUEUE && !isOfStream();
    }

    /** Whether it is about a stream, so that only who takes these understands it. */
    public boolean isOfStream() {
        return this == STREAM_READ || this == STREAM_CANCELLED;
    }

    /** Whether it says how many chunks were read. */
    boolean hasCount() {
        return this == STREAM_READ;
    }

    /** Whether it says why somebody has stopped. */
    boolean hasExit() {
        return this == EXITED || this == LINK_EXITED;
    }

    int code() {
        return ordinal();
    }

    static ControlVerb of(int code) throws SessionException {
        if (code >= VERBS.length) {
            throw new SessionException("there is no control of code " + code);
        }
        return VERBS[code];
    }
}
