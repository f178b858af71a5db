package io.sparkactor.spi;

import io.sparkactor.ActorContext;
import io.sparkactor.ActorRef;
import io.sparkactor.internal.cell.CellHolding;
import java.util.Objects;
import java.util.Optional;

/**
 * What an extension keeps with an actor, so that it can be found from the actor's ref. Thread-safe, and the object should be, too.
 *
 * <p>An actor has one, which stays until another takes its place, through restarts and after its stop.
 */
public final class Attachment {

    private Attachment() {}

    /**
     * Attaches an object to an actor.
     *
     * @param context the context of the actor
     * @throws NullPointerException if an argument is null
     */
    public static void set(ActorContext<?> context, Object attachment) {
        CellHolding.attach(
                Objects.requireNonNull(context, "context").self(), Objects.requireNonNull(attachment, "attachment"));
    }

    /**
     * The object that was attached to an actor.
     *
     * @param actor any ref
     * @param type what it must be
     * @return empty if there is none, or none of this type
     * @throws NullPointerException if an argument is null
     */
    public static <T> Optional<T> find(ActorRef<?> actor, Class<T> type) {
        Object attached = CellHolding.attached(Objects.requireNonNull(actor, "actor"));
        return Objects.requireNonNull(type, "type").isInstance(attached)
                ? Optional.of(type.cast(attached))
                : Optional.empty();
    }
}
