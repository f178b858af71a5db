package io.sparkactor.internal.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The right to begin turns; there are as many as turns may run at once.
 *
 * <p>Its owner is the one truth about who has it. Thread-safe. Every change is a compare-and-set, and nobody makes another the
 * owner, so an owner that reads itself here knows that it was the owner all the time since it took it:
 * <ul>
 *   <li>null to W, by W
 *   <li>W to null, by W, or by the monitor
 *   <li>W to V, by V, when W is blocked
 * </ul>
 */
public final class Processor {

    private static final VarHandle OWNER;

    static {
        try {
            OWNER = MethodHandles.lookup().findVarHandle(Processor.class, "owner", ProcessorOwner.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile @Nullable ProcessorOwner owner;

    // Keeps the owners of neighbours on cache lines of their own; processors are allocated one after the other.
    @SuppressWarnings("unused")
    private long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14;

    /** A processor that is free. */
    public Processor() {}

    /** Who has it, null if it is free. */
    public @Nullable ProcessorOwner owner() {
        return owner;
    }

    /** Takes it if it is free. */
    public boolean tryAcquire(ProcessorOwner by) {
        return owner == null && OWNER.compareAndSet(this, null, by);
    }

    /** Takes it from an owner; the caller must drain the victim's queue afterwards. */
    public boolean tryRetake(ProcessorOwner from, ProcessorOwner by) {
        return OWNER.compareAndSet(this, from, by);
    }

    /** Gives it back, or takes it away from an owner, whose queue the caller must then drain. */
    public boolean tryRelease(ProcessorOwner from) {
        return OWNER.compareAndSet(this, from, null);
    }
}
