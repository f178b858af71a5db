package io.sparkactor.process.internal.wire;

import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.SystemId;

/**
 * A ref as a text: its handle, the ids of its system and of itself, its path, with blanks between. Immutable.
 *
 * @param handle what both sides know it by, for one instance of one actor
 * @param systemUuid the id of its system
 * @param uuid its own id there
 * @param path its path, for people
 */
public record RefText(long handle, String systemUuid, String uuid, String path) {

    /** Stands for no sender. */
    public static final String NOBODY = "0 - - nobody";

    /** A ref of the syndicate. */
    public static RefText of(long handle, ActorRef<?> ref) {
        ActorId id = ref.id();
        return new RefText(handle, id.systemId().uuid(), id.uuid(), ref.path());
    }

    /** Whether a text stands for no sender. */
    public static boolean isNobody(String text) {
        return text.equals(NOBODY);
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException if it is none of ours
     */
    public static RefText parse(String text) {
        String[] parts = text.split(" ", 4);
        if (parts.length != 4) {
            throw new IllegalArgumentException("\"" + text + "\" is no ref");
        }
        return new RefText(Long.parseLong(parts[0]), parts[1], parts[2], parts[3]);
    }

    /** The same with another handle. */
    public RefText withHandle(long other) {
        return new RefText(other, systemUuid, uuid, path);
    }

    /** Its identity. */
    public ActorId id() {
        return new ActorId(new SystemId(systemUuid), uuid);
    }

    /** What {@link #parse} reads. */
    public String text() {
        return handle + " " + systemUuid + " " + uuid + " " + path;
    }
}
