package io.sparkactor.remote.internal.parts;

import io.sparkactor.SystemId;
import org.jspecify.annotations.Nullable;

/** The ways of one transport to others, as seen by what travels on them. Thread-safe. */
public interface Ways {

    /** The way to a system; null if there is none. */
    @Nullable
    Outlet outlet(SystemId peer);

    /** Whether nothing more is taken in or out. */
    boolean isClosing();
}
