package io.sparkactor;

/** Why a message was refused, or dead-lettered after it was accepted. */
public enum DeadLetterReason {
    /** The actor has stopped, or stopped before it came to this message. */
    ACTOR_STOPPED("the actor has stopped"),
    /** The actor does not accept messages of this type. */
    WRONG_TYPE("the actor does not accept this type"),
    /** An inbox holds as many messages as it may; somebody should receive them. */
    INBOX_FULL("the inbox is full"),
    /** The endpoint was closed. */
    INBOX_CLOSED("the endpoint is closed"),
    /** The actor's mailbox holds as many messages as it may. */
    OVERFLOW("the mailbox is full"),
    /** The message was handled too late: the time to live that its sender gave it was over when its turn came. */
    EXPIRED("its time to live was over"),
    /** The syndicate holds as many queued messages as it may, so it takes no more from outside. */
    QUEUE_LIMIT("the syndicate's limit of queued messages is reached"),
    /** The syndicate is closing or closed. */
    SYNDICATE_CLOSED("the syndicate is closed"),
    /** The message had no sender to reply to. */
    NO_SENDER("there is no sender to reply to"),
    /** The ask had ended already: by an earlier reply, its time-out, or a failure. */
    LATE_REPLY("the ask had ended already"),
    /** Nobody waits for the reply to this request any more, so it was not handled: the ask had timed out or failed meanwhile. */
    ASK_ENDED("nobody waits for the reply any more"),
    /** The job was run as often as it may be, and none of its runs came to an end. */
    ATTEMPTS_USED_UP("it was run as often as it may be"),
    /** The job ran longer than one may. */
    JOB_TIMEOUT("it ran longer than it may"),
    /** No actor of that system has this id; it may have stopped. Or it was restarted, and the message was for an earlier instance alone. */
    NO_ACTOR("no actor has this id"),
    /** No connection leads to the system of the target. */
    NO_ROUTE("no connection leads to that system"),
    /** The content does not travel to that system: a type that was not allowed, or that the Python original does not know. */
    NOT_ENCODABLE("the content does not travel"),
    /** It was sent, but the connection was gone before the other system said that it had it: it may have arrived or not. */
    UNACKNOWLEDGED("the connection was lost before the other system said that it had it"),
    /** The connection was given up before it was sent. */
    DISCONNECTED("the connection is gone");

    private final String text;

    DeadLetterReason(String text) {
        this.text = text;
    }

    /** The reason in words, for logs and exceptions. */
    public String text() {
        return text;
    }
}
