package io.sparkactor.remote.internal.peer;

import io.sparkactor.SystemId;
import io.sparkactor.TransportHealth;
import io.sparkactor.remote.internal.handshake.Dialler;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A way to many systems that nobody has named, for those to which there is no other: a relay. Thread-safe. */
public interface Detour {

    /** What reaches a system; null if there is nothing at present. */
    @Nullable
    Dialler to(SystemId peer);

    /** Adds how it stands itself. */
    void health(Map<SystemId, TransportHealth> health);

    /** It ends, behind all that was said by it. On the loop; called once. */
    void close(String why);
}
