package io.sparkactor.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A turn of an actor. Off unless asked for: where actors are busy there are millions in a second. Confined to the turn. */
@Name("io.sparkactor.Turn")
@Label("Turn")
@Category("Spark")
@Description("One turn of an actor: up to 64 messages, one after the other")
@Enabled(false)
@StackTrace(false)
final class TurnEvent extends Event {

    /** Only asked whether it is enabled. A constant, so that asking is no allocation, and no code at all before a first recording. */
    static final TurnEvent PROBE = new TurnEvent();

    @Label("Actor")
    @Nullable
    String actor;

    @Label("Actor Class")
    @Nullable
    Class<?> actorClass;

    @Label("Messages")
    @Description("How many messages, signals and commands it took from the mailbox")
    int messages;

    @Label("Waited")
    @Description(
            "From the moment when the actor was made ready until the turn began; -1 if the recording began between")
    @Timespan(Timespan.NANOSECONDS)
    long waited;

    TurnEvent() {}
}
