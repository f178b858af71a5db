package io.sparkactor.concurrency.watch;

import io.sparkactor.Signal;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A file changes while the actor that has handled its last change wants to hear of the next: that is told, once.
 *
 * <p>Guards the states of {@code WatchPoint}: the change must be noted or told, whichever side comes first. Run: {@code
 * -t FireVersusRearmTest}.
 */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Told once.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Forgotten, or told twice.")
@State
public class FireVersusRearmTest {

    private final AtomicInteger told = new AtomicInteger();
    private final SilentPoint point = new SilentPoint(this::receive);
    private @Nullable Signal last;

    /** A change that was handled. */
    public FireVersusRearmTest() {
        point.fire();
        Signal first = last;
        if (first == null || !point.take(first)) {
            throw new IllegalStateException("the first change was not told");
        }
        told.set(0);
    }

    private void receive(Signal signal) {
        last = signal;
        told.incrementAndGet();
    }

    /** The watcher's thread. */
    @Actor
    public void fire() {
        point.fire();
    }

    /** The turn. */
    @Actor
    public void rearm() {
        point.rearm();
    }

    /** Counts. */
    @Arbiter
    public void count(I_Result result) {
        result.r1 = told.get();
    }
}
