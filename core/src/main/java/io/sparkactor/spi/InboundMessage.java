package io.sparkactor.spi;

import io.sparkactor.ActorId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message that has come from another system. Immutable.
 *
 * @param target whom it is for; of this system
 * @param sender who gets the reply; null if nobody does
 * @param content what was sent
 * @param headers its headers
 * @param id its identifier; null if it has none yet, so that one is made when somebody asks for it
 * @param deadlineNanos until when somebody has a use for it, on the scale of {@link RuntimeHooks#nanoTime}; {@link Long#MAX_VALUE} for
 *     ever
 * @param generation which life of the target it is for, 0 the first and one more with each restart: another one never sees it, and it becomes a
 *     dead letter {@code NO_ACTOR}. Null for any; and where there is an {@code asker}, as no peer knows both
 * @param asker how the one who asks is told that there will be no reply; null if it does not wait, or cannot be told
 * @param part what it has to do with a stream; null if nothing
 */
public record InboundMessage(
        ActorId target,
        @Nullable ActorId sender,
        Object content,
        Map<String, String> headers,
        @Nullable String id,
        long deadlineNanos,
        @Nullable Integer generation,
        @Nullable RemoteAsker asker,
        @Nullable StreamPart part) {

    /** Checks the parts. */
    public InboundMessage {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(content, "content");
        headers = Map.copyOf(headers);
        if (generation != null && (generation < 0 || asker != null)) {
            throw new IllegalArgumentException(
                    "generation must be null where there is an asker, and else not negative, but is " + generation);
        }
    }
}
