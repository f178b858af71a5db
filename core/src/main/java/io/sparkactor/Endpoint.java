package io.sparkactor;

/**
 * An inbox of its own, apart from the syndicate's: what is sent to it is seen here alone.
 *
 * <pre>{@code
 * try (Endpoint alice = syndicate.endpoint()) {
 *     alice.tell(room, new Join("alice"));
 *     IO.println(alice.receive(Duration.ofSeconds(1)).content());
 * }
 * }</pre>
 */
public interface Endpoint extends Inbox, AutoCloseable {

    /**
     * Closes: what was not received becomes dead letters, later sends are refused as {@link DeadLetterReason#INBOX_CLOSED}, waiting
     * readers end. Idempotent.
     */
    @Override
    void close();
}
