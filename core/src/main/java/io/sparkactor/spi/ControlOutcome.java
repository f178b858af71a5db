package io.sparkactor.spi;

import java.util.Objects;

/** What a {@link Transport} says of a {@link RemoteControl} that it is given. Immutable. */
public sealed interface ControlOutcome {

    /** It is on its way: it arrives, or {@link TransportHome#peerLost} says that the way is lost. */
    record Taken() implements ControlOutcome {}

    /**
     * It will not be sent: no way leads there, or, of a stop, a monitor or a link alone, too much waits already.
     *
     * @param why why, for people
     */
    record Refused(String why) implements ControlOutcome {

        /** Checks the text. */
        public Refused {
            Objects.requireNonNull(why, "why");
        }
    }

    /** That system has no word for it, as the Python original. */
    record Unsupported() implements ControlOutcome {}
}
