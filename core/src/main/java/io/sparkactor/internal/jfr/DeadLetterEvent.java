package io.sparkactor.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A dead letter. Confined to the thread that records it. */
@Name("io.sparkactor.DeadLetter")
@Label("Dead Letter")
@Category("Spark")
@Description("A message that was refused, or that no handler will see although it was accepted")
@StackTrace(false)
final class DeadLetterEvent extends Event {

    /** Only asked whether it is enabled. */
    static final DeadLetterEvent PROBE = new DeadLetterEvent();

    @Label("Target")
    @Nullable
    String target;

    @Label("Sender")
    @Nullable
    String sender;

    @Label("Message Class")
    @Nullable
    Class<?> messageClass;

    @Label("Reason")
    @Nullable
    String reason;

    @Label("Accepted")
    @Description("Whether the receiver had accepted it before")
    boolean accepted;

    DeadLetterEvent() {}
}
