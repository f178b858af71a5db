package io.sparkactor.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** An ask without a reply. Confined to the thread that records it. */
@Name("io.sparkactor.AskFailed")
@Label("Ask Failed")
@Category("Spark")
@Description("An ask that ended without its reply")
@StackTrace(false)
final class AskFailedEvent extends Event {

    /** Only asked whether it is enabled. */
    static final AskFailedEvent PROBE = new AskFailedEvent();

    @Label("Asker")
    @Nullable
    String asker;

    @Label("Target")
    @Nullable
    String target;

    @Label("Request Class")
    @Nullable
    Class<?> requestClass;

    @Label("Failure")
    @Nullable
    String failure;

    @Label("Waited")
    @Timespan(Timespan.NANOSECONDS)
    long waited;

    AskFailedEvent() {}
}
