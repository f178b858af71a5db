package io.sparkactor.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A handler that lost its processor. Confined to the thread that records it. */
@Name("io.sparkactor.TurnEvicted")
@Label("Turn Evicted")
@Category("Spark")
@Description("A handler ran so long that its processor was given to other actors; it goes on beside them")
@StackTrace(false)
final class TurnEvictedEvent extends Event {

    /** Only asked whether it is enabled. */
    static final TurnEvictedEvent PROBE = new TurnEvictedEvent();

    @Label("Actor")
    @Nullable
    String actor;

    @Label("Ran")
    @Timespan(Timespan.NANOSECONDS)
    long ran;

    TurnEvictedEvent() {}
}
