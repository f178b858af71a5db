package io.sparkactor.remote.internal.relay;

import java.util.Locale;

/** Why a relay does not do what it was asked for: what it answers, how it closes, and what it counts. */
enum Refusal {
    /** A registration is not signed, or not right. */
    AUTHENTICATION("relay authentication failed", 1000),
    /** A signature in the way of the original comes again. */
    REPLAYED("relay registration was used before", 1000),
    /** Without a secret: the system is there and alive. */
    TAKEN("relay system is registered already", 1000),
    /** An envelope comes before a registration. */
    UNREGISTERED("relay registration required", 1008),
    /** A frame in the name of another system. */
    FORGED("relay source is not the registered system", 1008),
    /** A frame of a kind that only a relay sends. */
    UNEXPECTED("relay takes registrations and envelopes only", 1008),
    /** The target is not there. */
    NO_ROUTE("relay route not found", 0),
    /** The target has registered in the way of the original, and could not read it. */
    NOT_UNDERSTOOD("relay target does not speak spark-relay.1", 0),
    /** More waits for the target than may. */
    SLOW("relay target is slow", 0),
    /** More is on its way than may. */
    FULL("relay is full", 0),
    /** The connection of the target broke. */
    SEND_FAILED("relay send failed", 0),
    /** The relay shuts down. */
    CLOSING("relay is closing", 0),
    /** A message that is text. */
    TEXT("relay takes binary messages only", 1003),
    /** A message that is no frame. */
    MALFORMED("relay cannot read the frame", 1007),
    /** A message that is too long. */
    TOO_LONG("relay takes no messages of that length", 1009),
    /** Not WebSocket as it should be. */
    PROTOCOL("relay cannot read the connection", 1002),
    /** Frames that have not come to their end fill the memory that there is for them. */
    MEMORY("relay has no memory for the rest of the frame", 1013),
    /** A frame that has not come to its end in time. */
    UNFINISHED("relay client does not end its frame", 1008),
    /** No registration in time. */
    LATE("relay registration did not come in time", 1008),
    /** No sign of life. */
    SILENT("relay client gives no sign of life", 1008),
    /** It takes nothing of what waits for it. */
    STALLED("relay client takes nothing", 1008),
    /** More connections than there may be. */
    CONNECTIONS("relay has as many connections as it may", 0),
    /** A request of a page of a site that is not allowed. */
    ORIGIN("relay takes no connections of pages of this site; whoever starts it can allow its origin", 0),
    /** A request that is neither for a WebSocket nor for a page that there is. */
    HTTP("relay does not take the request", 0);

    private final String text;
    private final int closeCode;

    Refusal(String text, int closeCode) {
        this.text = text;
        this.closeCode = closeCode;
    }

    /** For people, and for the reason of a nack. */
    String text() {
        return text;
    }

    /** The code with which the connection is closed; 0 if it stays. */
    int closeCode() {
        return closeCode;
    }

    /** Its name in figures. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
