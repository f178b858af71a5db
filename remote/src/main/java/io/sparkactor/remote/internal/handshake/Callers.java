package io.sparkactor.remote.internal.handshake;

import io.sparkactor.remote.internal.link.PlainEnd;
import io.sparkactor.remote.internal.link.Wire;
import io.sparkactor.remote.internal.session.SessionKey;

/** Where those are who have called us. Confined to the loop. */
public interface Callers {

    /**
     * A system has called, has shown that it knows the secret if there is one, and says which session the connection carries. Answers it,
     * and connects the session or closes the connection.
     */
    void called(SessionKey key, Wire wire, SessionOpening.Open open);

    /** A system has called that shows nothing of who it is. Opens it, soon, or refuses it. */
    void called(PlainEnd end);
}
