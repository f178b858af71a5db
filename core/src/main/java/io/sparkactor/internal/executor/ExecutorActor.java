package io.sparkactor.internal.executor;

import io.sparkactor.ActorSpec;
import io.sparkactor.Message;
import io.sparkactor.WaitInterruptedException;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.internal.cell.Envelope;
import io.sparkactor.internal.cell.ProxyActor;
import io.sparkactor.spi.ActorExecutor;
import io.sparkactor.spi.ActorExecutors;
import io.sparkactor.spi.CodecException;
import io.sparkactor.spi.ExecutorStep;
import org.jspecify.annotations.Nullable;

/**
 * The proxy of an instance that lives outside of the turns: each step of the actor's life is handed to the executor, and the turn waits
 * in the framework for its end. So all that holds for an actor holds for this one. Confined to its turn, but for {@link #actorClass}.
 *
 * @param <M> the type of messages
 */
final class ExecutorActor<M> extends ProxyActor<M> {

    private final LocalHome<M> home;
    private final ActorExecutor<M> executor;
    private @Nullable Class<?> actorClass;

    /** Why the last content could not be sent to the instance. */
    private @Nullable Throwable undeliverable;

    private ExecutorActor(LocalHome<M> home, ActorExecutor<M> executor) {
        this.home = home;
        this.executor = executor;
    }

    /** One step, as it is handed over. */
    private interface Handing {

        void to(ExecutorStep step) throws Exception;
    }

    /** Makes the instance and its proxy, on the thread of the creator or in the turn that restarts. */
    static <M> ExecutorActor<M> make(ActorCell<M> cell, ActorSpec<M> spec, ActorExecutors executors) {
        LocalHome<M> home = new LocalHome<>(cell);
        ExecutorActor<M> made = new ExecutorActor<>(home, executors.prepare(spec, home));
        home.bequeath(cause -> cell.instanceDied(made, cause));
        made.orEnd("constructor", made.executor::make);
        made.actorClass = made.executor.actorClass();
        return made;
    }

    @Override
    protected Class<?> actorClass() {
        Class<?> known = actorClass;
        return known == null ? ProxyActor.class : known;
    }

    @Override
    protected void preStart() {
        orEnd("preStart", executor::preStart);
    }

    @Override
    protected void process(Message<M> message) {
        String call = "process(" + message.content().getClass().getSimpleName() + ")";
        perform(call, (Envelope<M>) message, step -> executor.process(message, step));
    }

    @Override
    protected void postStop() {
        try {
            if (!isDead()) {
                perform("postStop", null, executor::postStop);
            }
        } finally {
            executor.end();
        }
    }

    @Override
    protected boolean isDead() {
        return home.death() != null;
    }

    @Override
    protected boolean isUndeliverable(Throwable thrown) {
        return thrown == undeliverable;
    }

    @Override
    protected void abandon() {
        executor.end();
    }

    /** Performs a step of the start; if that fails, there is no actor, and nothing else will be called. */
    private void orEnd(String call, Handing handing) {
        boolean ended = false;
        try {
            perform(call, null, handing);
            ended = true;
        } finally {
            if (!ended) {
                executor.end();
            }
        }
    }

    private void perform(String call, @Nullable Envelope<?> message, Handing handing) {
        StepWait step = new StepWait(home.hooks(), call, this::stopRequested);
        home.begins(step, message);
        try {
            if (!step.hasEnded()) {
                hand(handing, step);
            }
            boolean inStart = home.cell().isStarting();
            if (!step.await(inStart)) {
                stopRequested();
                throw new WaitInterruptedException(
                        "the thread that creates " + home.path() + " was interrupted while it waited for its " + call);
            }
            Throwable thrown = step.thrown();
            if (thrown != null) {
                throw ExecutorActor.<RuntimeException>asIs(thrown);
            }
        } finally {
            home.ended();
        }
    }

    private void hand(Handing handing, StepWait step) {
        try {
            handing.to(step);
        } catch (Throwable thrown) {
            undeliverable = thrown instanceof CodecException ? thrown : null;
            step.failed(thrown);
        }
    }

    /** The actor was told to stop while a step goes on. Any thread. */
    private void stopRequested() {
        home.stopRequested();
        executor.stopRequested();
    }

    /** Passes on what was thrown there as it is, also if checked: the runtime takes anything. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X asIs(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
