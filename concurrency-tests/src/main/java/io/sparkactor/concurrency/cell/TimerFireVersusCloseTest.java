package io.sparkactor.concurrency.cell;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.TimerHandle;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.spi.TimerEntry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIZ_Result;

/**
 * A periodic timer fires, twice if it can, while it is closed.
 *
 * <p>The holes: a timer that fires and says so over the mark of the close has its tick handled; and a close between the look at that
 * mark and the next schedule finds nothing to cancel, so that the timer goes on for ever.
 *
 * <p>Result: how many ticks were queued, how many were handled after the close, whether the entry is still scheduled.
 */
@JCStressTest
@Outcome(id = "0, 0, false", expect = ACCEPTABLE, desc = "closed first")
@Outcome(id = "1, 0, false", expect = ACCEPTABLE, desc = "the queued tick is not handled")
@Outcome(expect = FORBIDDEN, desc = "two ticks were queued, one was handled after the close, or the timer goes on")
@State
public class TimerFireVersusCloseTest {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final SteppedSystem system = new SteppedSystem(0);
    private @Nullable TimerHandle handle;
    private int ticks;
    private final @Nullable TimerEntry entry;
    private final ActorCell<String> cell = system.actor(String.class, (context, message) -> {
        if (message.content().equals("tick")) {
            ticks++;
        } else {
            handle = context.scheduleEvery(PERIOD, PERIOD, "tick");
        }
    });

    public TimerFireVersusCloseTest() {
        cell.tell("start");
        system.runAll();
        entry = system.timer();
    }

    @Actor
    public void timer() {
        system.meet();
        system.fire(entry);
        system.fire(entry);
    }

    @Actor
    public void close() {
        system.meet();
        if (handle != null) {
            handle.close();
        }
    }

    @Arbiter
    public void turn(IIZ_Result result) {
        result.r1 = (int) cell.depth();
        system.runAll();
        result.r2 = ticks;
        result.r3 = system.timer() != null;
    }
}
