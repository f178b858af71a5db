package io.sparkactor.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A restart. Confined to the thread that records it. */
@Name("io.sparkactor.ActorRestarted")
@Label("Actor Restarted")
@Category("Spark")
@Description("A handler failed, and supervision has put a new instance in the place of the old one")
@StackTrace(false)
final class ActorRestartedEvent extends Event {

    /** Only asked whether it is enabled. */
    static final ActorRestartedEvent PROBE = new ActorRestartedEvent();

    @Label("Actor")
    @Nullable
    String actor;

    @Label("Cause")
    @Nullable
    Class<?> cause;

    ActorRestartedEvent() {}
}
