package io.sparkactor.remote.internal.codec;

import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.SystemId;
import io.sparkactor.spi.RefCodec;
import io.sparkactor.spi.TransportHome;

/**
 * Refs inside of messages between Java systems: the length of the system's id, a colon, that id, and the id of the actor. Immutable.
 *
 * @param home whose refs they are
 */
record RefTexts(TransportHome home) implements RefCodec {

    @Override
    public String encode(ActorRef<?> ref) {
        ActorId id = ref.id();
        String system = id.systemId().uuid();
        return system.length() + ":" + system + id.uuid();
    }

    @Override
    public ActorRef<?> decode(String text) {
        int colon = text.indexOf(':');
        int length = Integer.parseInt(text, 0, Math.max(0, colon), 10);
        String system = text.substring(colon + 1, Math.addExact(colon + 1, length));
        return home.ref(new ActorId(new SystemId(system), text.substring(colon + 1 + length)));
    }
}
