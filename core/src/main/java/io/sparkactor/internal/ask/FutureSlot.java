package io.sparkactor.internal.ask;

import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.spi.ThreadRole;
import io.sparkactor.spi.TimerEntry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The slot behind a future. The future completes on a thread of its own, so that no user code runs where the reply came. */
final class FutureSlot extends AskSlot {

    private final ReplyFuture<?> future;
    private final Deadline deadline = new Deadline();
    private final Consumer<FutureSlot> onSettled;

    private <R> FutureSlot(
            AskTerms terms, @Nullable ActorCell<?> asker, ReplyFuture<R> future, Consumer<FutureSlot> onSettled) {
        super(terms, asker);
        this.future = future;
        this.onSettled = onSettled;
        future.slot = this;
    }

    /** A slot that completes a new future; {@code onSettled} is told when it has an outcome. */
    static <R> ReplyFuture<R> open(AskTerms terms, @Nullable ActorCell<?> asker, Consumer<FutureSlot> onSettled) {
        ReplyFuture<R> future = new ReplyFuture<>(terms);
        new FutureSlot(terms, asker, future, onSettled);
        return future;
    }

    /** Begins to watch the deadline; behind the send, so that a refused ask needs no timer. */
    void start() {
        core().timers().schedule(deadline, terms().deadlineNanos());
        if (!isPending()) {
            core().timers().cancel(deadline);
        }
    }

    @Override
    void settled() {
        core().timers().cancel(deadline);
        onSettled.accept(this);
        future.executor.execute(() -> future.settle(outcome()));
    }

    /** Fires at the deadline. */
    private final class Deadline extends TimerEntry {
        @Override
        public void fire() {
            fail(new AskFailure.TimedOut());
        }
    }

    /** The future; its asynchronous dependents run on virtual threads, never in the common pool. */
    static final class ReplyFuture<R> extends CompletableFuture<R> {

        private final AskTerms terms;
        private final Executor executor;
        private @Nullable FutureSlot slot;

        ReplyFuture(AskTerms terms) {
            this.terms = terms;
            this.executor = task -> {
                var core = terms.target().core();
                core.hooks().startThread(ThreadRole.CALLBACK, "spark-callback-" + core.name(), task);
            };
        }

        FutureSlot slot() {
            FutureSlot own = slot;
            if (own == null) {
                throw new IllegalStateException("a dependent future has no slot");
            }
            return own;
        }

        private void settle(@Nullable Object outcome) {
            if (outcome instanceof AskFailure failure) {
                completeExceptionally(terms.exception(failure));
                return;
            }
            try {
                complete(terms.checked(java.util.Objects.requireNonNull(outcome)));
            } catch (RuntimeException e) {
                completeExceptionally(e);
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            if (cancelled && slot != null) {
                slot.fail(new AskFailure.Interrupted());
            }
            return cancelled;
        }

        @Override
        public Executor defaultExecutor() {
            return executor;
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new ReplyFuture<>(terms);
        }
    }
}
