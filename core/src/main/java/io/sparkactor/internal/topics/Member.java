package io.sparkactor.internal.topics;

/** A receiver that may join topics. Thread-safe. */
public interface Member {

    /** Where the topics that it has joined are noted; always the same object. */
    Memberships memberships();

    /** Whether it takes no messages any more, for good. It must call {@link TopicTable#leaveAll} after this has come true. */
    boolean hasEnded();

    /** The class of the messages that it accepts. */
    Class<?> accepted();
}
