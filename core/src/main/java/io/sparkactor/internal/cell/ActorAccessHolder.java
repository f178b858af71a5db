package io.sparkactor.internal.cell;

import io.sparkactor.Actor;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/** Holds the one {@link ActorAccess} as a constant that the compiler of the JVM can see through. */
final class ActorAccessHolder {

    static volatile @Nullable ActorAccess given;

    /** The access; in a class of its own so that it is read after {@link Actor} was initialised. */
    static final class Ready {

        static final ActorAccess ACCESS = load();

        private Ready() {}

        private static ActorAccess load() {
            try {
                MethodHandles.lookup().ensureInitialized(Actor.class);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
            ActorAccess access = given;
            if (access == null) {
                throw new IllegalStateException("Actor did not give access to the runtime");
            }
            return access;
        }
    }

    private ActorAccessHolder() {}
}
