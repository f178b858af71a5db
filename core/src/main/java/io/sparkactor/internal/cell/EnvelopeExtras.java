package io.sparkactor.internal.cell;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rare fields of an envelope. Immutable but for the id, which is made once, and for what the receiver counts. */
class EnvelopeExtras {

    /** For an envelope that nobody gave anything but that was asked for its id. */
    static final Map<String, String> NO_HEADERS = Map.of();

    /** What an envelope has that has none of these. */
    static final EnvelopeExtras NONE = new EnvelopeExtras(NO_HEADERS, null);

    final Map<String, String> headers;

    /** The timer whose tick this is, null for all others. */
    final @Nullable ActorTimer<?> timer;

    /** When its time to live is over, on the scale of the hooks; of use only to an envelope of that kind. */
    final long expiresAt;

    private @Nullable String id;

    /** How often its handler threw. Confined to the turn of the receiver. */
    private int failures;

    /** Whether it is to be handled once more. Confined to the turn of the receiver. */
    private boolean retried;

    EnvelopeExtras(Map<String, String> headers, @Nullable ActorTimer<?> timer) {
        this(headers, timer, Long.MAX_VALUE);
    }

    EnvelopeExtras(Map<String, String> headers, @Nullable ActorTimer<?> timer, long expiresAt) {
        this(headers, timer, expiresAt, null);
    }

    EnvelopeExtras(Map<String, String> headers, @Nullable ActorTimer<?> timer, long expiresAt, @Nullable String id) {
        this.headers = headers;
        this.timer = timer;
        this.expiresAt = expiresAt;
        this.id = id;
    }

    synchronized String id(SyndicateCore core) {
        String made = id;
        if (made == null) {
            made = core.newUuid().toString();
            id = made;
        }
        return made;
    }

    /** The id if it was made or given, else null. */
    synchronized @Nullable String idIfMade() {
        return id;
    }

    /** Counts a failure; whether the message is to be handled once more. */
    boolean retry(int retries) {
        failures++;
        retried = failures <= retries;
        return retried;
    }

    /** Whether it has failed and comes next, to be handled once more. */
    boolean isRetried() {
        return retried;
    }

    /** It was put aside, so that it no longer comes next. */
    void putAside() {
        retried = false;
    }
}
