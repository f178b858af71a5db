package io.sparkactor.agent.internal.turn;

import io.sparkactor.AskException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.agent.AgentSettings;
import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.LlmUsage;
import io.sparkactor.agent.limit.RateCommand;
import io.sparkactor.agent.limit.Reservation;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.spi.LlmStream;
import io.sparkactor.spi.RuntimeHooks;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one turn to its provider: with leave, within the budget, again where that is safe. For the thread of the turn, but for
 * {@link #end}.
 */
final class ModelCalls {

    private final AgentSettings settings;
    private final RuntimeHooks hooks;
    private final long deadlineNanos;
    private final TurnStop stop;
    private final TurnProgress progress;

    /** Written before the turn looks whether it was ended; read behind that end: so nobody misses the other. */
    private volatile @Nullable OpenRequest open;

    ModelCalls(AgentSettings settings, RuntimeHooks hooks, long deadlineNanos, TurnStop stop, TurnProgress progress) {
        this.settings = settings;
        this.hooks = hooks;
        this.deadlineNanos = deadlineNanos;
        this.stop = stop;
        this.progress = progress;
    }

    /** How long the turn may still take; at least a moment, as its end comes from outside. */
    Duration timeLeft() {
        return Duration.ofNanos(Math.max(1, deadlineNanos - hooks.nanoTime()));
    }

    /**
     * The model's answer.
     *
     * @throws LlmException if there is none, after all attempts
     * @throws InterruptedException if the turn was ended
     */
    LlmAnswer ask(LlmPrompt prompt) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            int length = progress.length();
            try {
                return askOnce(prompt);
            } catch (LlmException e) {
                Optional<Duration> delay = settings.retry().delay(e.failure(), attempt, hooks.randomLong());
                pauseOthers(e.failure());
                boolean wasRead = progress.isRead() && progress.length() > length;
                if (delay.isEmpty() || wasRead || delay.get().compareTo(timeLeft()) >= 0) {
                    throw e;
                }
                progress.takeBack(length);
                sleep(delay.get());
            }
        }
    }

    private LlmAnswer askOnce(LlmPrompt prompt) throws InterruptedException {
        stop.check();
        TokenEstimate estimate = TokenEstimate.of(prompt);
        awaitLeave(estimate);
        LlmUsage most = estimate.most();
        Reservation reservation =
                settings.budget().reserve(most.totalTokens(), settings.price().of(most), hooks.nanoTime());
        var request = new OpenRequest(estimate, reservation, settings.price(), progress);
        open = request;
        if (stop.reason() != null) {
            request.release();
        }
        stop.check();
        try {
            LlmAnswer answer = read(prompt, request);
            request.settle(request.used(answer));
            return answer;
        } catch (LlmException e) {
            request.settle(request.used(e.failure()));
            throw e;
        } finally {
            request.settle(request.likely()); // nothing happens if that is done
        }
    }

    /** The turn was ended: the request that is under way is over for the budget, whenever its provider notices. Any thread. */
    void end() {
        OpenRequest request = open;
        if (request != null) {
            request.settle(request.likely());
        }
    }

    private LlmAnswer read(LlmPrompt prompt, OpenRequest request) throws InterruptedException {
        LlmStream stream = settings.provider().stream(prompt);
        try {
            stop.reads(stream);
            for (LlmDelta delta = stream.next(); delta != null; delta = stream.next()) {
                request.received(delta);
                if (delta instanceof LlmDelta.Text(String text) && !text.isEmpty()) {
                    progress.said(text);
                }
            }
            return stream.answer();
        } finally {
            TurnStop.close(stream);
            stop.reads(null);
        }
    }

    private void awaitLeave(TokenEstimate estimate) {
        settings.rateLimiter().ifPresent(limiter -> {
            try {
                limiter.ask(new RateCommand.Acquire(estimate.likely()), timeLeft());
            } catch (AskException e) {
                Reason reason = e instanceof AskTimeoutException ? Reason.TIMED_OUT : Reason.UNAVAILABLE;
                throw new LlmException(LlmFailure.of(reason, "the rate limiter gave no leave: " + e.getMessage()), e);
            }
        });
    }

    /** The provider has told one agent when to come again, which is true of all. */
    private void pauseOthers(LlmFailure failure) {
        if (failure.reason() == Reason.RATE_LIMITED) {
            failure.retryAfter()
                    .ifPresent(delay ->
                            settings.rateLimiter().ifPresent(limiter -> limiter.tell(new RateCommand.Pause(delay))));
        }
    }

    private void sleep(Duration delay) throws InterruptedException {
        long until = hooks.nanoTime() + delay.toNanos();
        for (long left = delay.toNanos(); left > 0; left = until - hooks.nanoTime()) {
            hooks.park(left);
            if (Thread.interrupted()) {
                throw new InterruptedException("the turn was ended");
            }
        }
    }
}
