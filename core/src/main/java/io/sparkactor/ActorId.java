package io.sparkactor;

import java.util.Objects;

/**
 * The identity of an actor, the same over all its restarts. Immutable.
 *
 * @param systemId the syndicate that it belongs to
 * @param uuid a UUID in its 36 characters, unique within the syndicate; of an actor that is addressed by its name, that name
 */
public record ActorId(SystemId systemId, String uuid) {

    /** Checks the parts. */
    public ActorId {
        Objects.requireNonNull(systemId, "systemId");
        if (Objects.requireNonNull(uuid, "uuid").isBlank()) {
            throw new IllegalArgumentException("the uuid of an ActorId must not be blank");
        }
    }

    /** For people: {@code Actor(8b8a5ce0:0712e595)}. */
    @Override
    public String toString() {
        return "Actor(" + start(systemId.uuid()) + ":" + start(uuid) + ")";
    }

    private static String start(String text) {
        return text.substring(0, Math.min(8, text.length()));
    }
}
