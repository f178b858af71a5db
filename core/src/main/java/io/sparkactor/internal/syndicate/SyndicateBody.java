package io.sparkactor.internal.syndicate;

import io.sparkactor.Syndicate;
import io.sparkactor.WaitInterruptedException;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.ThreadRole;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** How {@code Syndicate.run} and {@code call} run their body. Stateless. */
public final class SyndicateBody {

    private SyndicateBody() {}

    /** Opens, runs the body on a virtual thread, closes; returns or throws what the body did. */
    public static <R, X extends Exception> R call(String name, Syndicate.Call<R, X> body) throws X {
        Callable<R> inside = () -> {
            try (Syndicate syndicate = Syndicate.open(name)) {
                return body.run(syndicate);
            }
        };
        FutureTask<R> task = new FutureTask<>(inside);
        Thread thread = RuntimeHooks.production().startThread(ThreadRole.BODY, "spark-body-" + name, task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new WaitInterruptedException("the thread that waits for the body of " + name + " was interrupted");
        } catch (ExecutionException e) {
            throw SyndicateBody.<X>asIs(e.getCause());
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the body throws X or what is unchecked
    private static <X extends Throwable> X asIs(@Nullable Throwable thrown) throws X {
        throw (X) (thrown != null ? thrown : new IllegalStateException("the body failed without a cause"));
    }
}
