package io.sparkactor.internal.seal;

import io.sparkactor.SystemId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The keys that this system has with another one, the newest first: two that join each other at the same time have two, and neither knows which one the
 * other holds for the newer. Without a token there is none, and nothing is signed. Immutable but for what the keys count; thread-safe.
 */
public final class Seals {

    /** Of systems without a token. */
    public static final Seals NONE = new Seals(List.of());

    private static final int MOST = 3;

    private final List<Seal> newestFirst;

    private Seals(List<Seal> newestFirst) {
        this.newestFirst = newestFirst;
    }

    Seals with(Seal newer) {
        List<Seal> all = new ArrayList<>();
        all.add(newer);
        all.addAll(newestFirst);
        return new Seals(List.copyOf(all.subList(0, Math.min(all.size(), MOST))));
    }

    /** These behind those of a later handshake. */
    public Seals behind(Seals later) {
        return later.newestFirst.isEmpty() ? this : with(later.newestFirst.getFirst());
    }

    /** The message with a signature of this side. */
    public Map<String, Object> sign(Map<String, Object> message, SystemId from) {
        return newestFirst.isEmpty() ? message : newestFirst.getFirst().sign(message, from);
    }

    /**
     * Whether a message was signed by that side, and comes for the first time.
     *
     * @throws IllegalArgumentException if it holds what nobody signs
     */
    public boolean take(Map<?, ?> message, SystemId from) {
        if (newestFirst.isEmpty()) {
            return true;
        }
        for (Seal seal : newestFirst) {
            if (seal.isNamedBy(message)) {
                return seal.take(message, from);
            }
        }
        return false;
    }
}
