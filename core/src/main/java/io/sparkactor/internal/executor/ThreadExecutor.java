package io.sparkactor.internal.executor;

import io.sparkactor.ActorSpec;
import io.sparkactor.Message;
import io.sparkactor.internal.cell.Envelope;
import io.sparkactor.internal.cell.TurnState;
import io.sparkactor.internal.events.Failures;
import io.sparkactor.internal.waiting.WaitQueue;
import io.sparkactor.spi.ActorExecutor;
import io.sparkactor.spi.ExecutorHome;
import io.sparkactor.spi.ExecutorStep;
import io.sparkactor.spi.HostedActor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An instance that lives on a thread of its own, which ends with it. The steps run there; each is handed over by the actor's turn.
 *
 * <p>A stop interrupts nobody: a handler that computes goes on, and the actor stops when it has returned, as everywhere.
 *
 * @param <M> the type of messages
 */
final class ThreadExecutor<M> implements ActorExecutor<M> {

    private static final System.Logger LOG = System.getLogger("io.sparkactor.Actor");

    /** One step at a time, and room for one that nobody waits for any more. */
    private static final int STEPS = 4;

    private final ActorSpec<M> spec;
    private final ExecutorHome<M> home;
    private final WaitQueue<Runnable> steps;

    /** Made by the thread, in its first step; handed to the turn by the end of that. */
    private @Nullable HostedActor<M> hosted;

    /** Whether there is a {@code postStop} to call. Confined to the thread. */
    private boolean started;

    ThreadExecutor(ActorSpec<M> spec, ExecutorHome<M> home) {
        this.spec = spec;
        this.home = home;
        this.steps = new WaitQueue<>(home.hooks(), STEPS);
    }

    @Override
    public void make(ExecutorStep step) {
        hand(step, () -> {
            hosted = HostedActor.make(spec, home);
            Thread.currentThread().setName(home.path());
        });
        home.startThread(home.path(), this::run);
    }

    @Override
    public Class<?> actorClass() {
        return instance().actorClass();
    }

    @Override
    public void preStart(ExecutorStep step) {
        hand(step, () -> {
            instance().preStart();
            started = true;
        });
    }

    @Override
    public void process(Message<M> message, ExecutorStep step) {
        hand(step, () -> {
            TurnState turn = TurnState.current();
            if (turn != null && message instanceof Envelope<M> envelope) {
                turn.handling(envelope); // what is sent inherits its trace; until the step is settled
            }
            instance().process(message);
        });
    }

    @Override
    public void postStop(ExecutorStep step) {
        hand(step, this::stopInstance);
    }

    @Override
    public void stopRequested() {
        // the home ends what the thread waits for in the framework; anything else goes on
    }

    @Override
    public void end() {
        steps.close();
    }

    private HostedActor<M> instance() {
        return Objects.requireNonNull(hosted, "the instance was not made");
    }

    private void stopInstance() throws Exception {
        if (started) {
            started = false;
            instance().postStop();
        }
    }

    private void hand(ExecutorStep step, HostedContext.Step body) {
        steps.offer(() -> perform(step, body));
    }

    private static void perform(ExecutorStep step, HostedContext.Step body) {
        try {
            body.run();
        } catch (Throwable thrown) {
            settle();
            step.failed(thrown);
            return;
        }
        settle();
        step.done();
    }

    /** What a stack overflow has left undone of this thread's sends, before anybody learns of the end of the step. */
    private static void settle() {
        TurnState turn = TurnState.current();
        if (turn != null) {
            turn.handling(null);
            turn.settle();
        }
    }

    /** The life of the thread. */
    private void run() {
        try {
            performAll();
        } catch (Throwable thrown) {
            home.failed(thrown); // as when memory is out just between two steps: nobody is to wait for this thread
            return;
        }
        try {
            stopInstance(); // there is one only if a creator that was interrupted has left it behind
        } catch (Throwable thrown) {
            Failures.warn(LOG, () -> "postStop of " + home.path() + " failed; its instance ends all the same", thrown);
        }
    }

    private void performAll() {
        Runnable step = next();
        while (step != null) {
            step.run();
            step = next();
        }
    }

    private @Nullable Runnable next() {
        return steps.poll(Long.MAX_VALUE, () -> {
            boolean unused = Thread.interrupted(); // one that hits between two steps must not make the wait spin
            return false;
        });
    }
}
