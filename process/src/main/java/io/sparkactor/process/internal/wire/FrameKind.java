package io.sparkactor.process.internal.wire;

import java.io.IOException;

/**
 * What a frame says, and what its body holds. Immutable.
 *
 * <p>A step of the syndicate's side ({@link #MAKE} to {@link #POST_STOP}) is answered by {@link #DONE} or {@link #FAILED} of the same
 * number, behind all that the actor has sent during the step. There is one step at a time.
 */
public enum FrameKind {
    /** To the child: make an instance. Body: path, class name, count of types, their names, content (the list of arguments). */
    MAKE,
    /** To the child: call {@code preStart}. No body. */
    PRE_START,
    /** To the child: call {@code process}. Body: flags, count of headers, their names and values, content. */
    PROCESS,
    /** To the child: call {@code postStop}. No body. */
    POST_STOP,
    /** To the child: forget the instance. Answered by {@link #RELEASED}. No body. */
    RELEASE,
    /** To the child: rehearse what an actor needs, while there is none. No body, no answer. */
    REHEARSE,

    /** To the syndicate: the step has ended well. Body: whether the child keeps the sender of the message. */
    DONE,
    /** To the syndicate: the step has failed. Body: whether it keeps the sender, class of the throwable, its text, its stack. */
    FAILED,
    /** To the syndicate: a reply to the message in hand. Body: content. */
    REPLY,
    /** To the syndicate: the message in hand is another actor's. Body: handle. */
    FORWARD,
    /** To the syndicate: a send. Body: handle, content. */
    TELL,
    /** To the syndicate: the actor stops itself. No body. */
    STOP,
    /** To the syndicate: the child no longer knows these handles. Body: count, then handle and how often it had come, for each. */
    FORGET,
    /** To the syndicate: the instance is forgotten. Body: bytes of the heap in use, threads that the actor has left running. */
    RELEASED;

    private static final FrameKind[] KINDS = values();

    byte code() {
        return (byte) ordinal();
    }

    static FrameKind of(byte code) throws IOException {
        if (code < 0 || code >= KINDS.length) {
            throw new IOException("there is no frame of kind " + code);
        }
        return KINDS[code];
    }
}
