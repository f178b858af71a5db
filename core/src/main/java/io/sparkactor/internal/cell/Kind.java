package io.sparkactor.internal.cell;

/** What an envelope is to the cell that takes it from its mailbox. A byte, so that it costs an envelope no memory. */
final class Kind {

    /** An ordinary message. */
    static final byte TELL = 0;
    /** A message whose sender is the slot of a waiting ask. */
    static final byte ASK = 1;
    /** The tick of a timer. */
    static final byte TICK = 2;
    /** An ordinary message with a time to live; a kind of its own, so that all others need not be looked at for one. */
    static final byte EXPIRING = 3;
    /** The tick of a durable timer, which is told when it has come to its end. */
    static final byte DURABLE = 4;
    /** A fact for {@code onSignal}; not a message, so in no ledger. */
    static final byte SIGNAL = 5;
    /** Nothing: wakes an idle cell so that it looks at its commands. */
    static final byte NUDGE = 6;
    /** Stop, once everything in front was handled. */
    static final byte STOP = 7;
    /** Take a message from the {@link BoundedMailbox}; that message is counted, not the ticket. */
    static final byte TICKET = 8;
    /** A message that somebody else holds and has given to this cell; it stands in the books with its holder. */
    static final byte DELEGATED = 9;
    /** A message in hand that the actor holds from now on. Never in a queue. */
    static final byte HELD = 10;
    /** A fact of an extension, for its own actor; not a message, so in no ledger. */
    static final byte NOTICE = 11;

    private Kind() {}

    /** Whether it is something that a user sent, and that therefore stands in the ledger. */
    static boolean isMessage(byte kind) {
        return kind <= DURABLE;
    }
}
