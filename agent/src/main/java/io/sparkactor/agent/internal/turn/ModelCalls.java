package io.sparkactor.agent.internal.turn;

import io.sparkactor.AskException;
import io.sparkactor.agent.AgentSettings;
import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.LlmUsage;
import io.sparkactor.agent.limit.RateCommand;
import io.sparkactor.agent.limit.Reservation;
import io.sparkactor.agent.limit.Spending;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.spi.LlmStream;
import io.sparkactor.spi.RuntimeHooks;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** The requests of one turn to its provider: with leave, within the budget, again where that is safe. For the thread of the turn. */
final class ModelCalls {

    private final AgentSettings settings;
    private final RuntimeHooks hooks;
    private final long deadlineNanos;
    private final TurnStop stop;
    private final TurnProgress progress;

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
                boolean wasRead = progress.isRead() && progress.length() > length;
                if (delay.isEmpty() || wasRead || delay.get().compareTo(timeLeft()) >= 0) {
                    throw e;
                }
                progress.takeBack(length);
                pauseOthers(e.failure());
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
        int before = progress.length();
        LlmUsage used = LlmUsage.NONE;
        try {
            LlmAnswer answer = read(prompt);
            used = answer.usage().equals(LlmUsage.NONE)
                    ? estimate.likely(answer.text().length())
                    : answer.usage();
            return answer;
        } catch (LlmException e) {
            used = usedInVain(e.failure(), estimate, progress.length() - before);
            throw e;
        } catch (InterruptedException e) {
            used = estimate.likely(progress.length() - before);
            throw e;
        } finally {
            BigDecimal cost = settings.price().of(used);
            reservation.settle(used, cost);
            progress.spent(new Spending(1, used, cost));
        }
    }

    private LlmAnswer read(LlmPrompt prompt) throws InterruptedException {
        try (LlmStream stream = settings.provider().stream(prompt)) {
            stop.reads(stream);
            for (LlmDelta delta = stream.next(); delta != null; delta = stream.next()) {
                if (delta instanceof LlmDelta.Text(String text) && !text.isEmpty()) {
                    progress.said(text);
                }
            }
            return stream.answer();
        } finally {
            stop.reads(null);
        }
    }

    /** What a failed request has taken, where the provider does not say. */
    private static LlmUsage usedInVain(LlmFailure failure, TokenEstimate estimate, int answerLength) {
        if (!failure.usage().equals(LlmUsage.NONE)) {
            return failure.usage();
        }
        return switch (failure.reason()) {
            case RATE_LIMITED, UNAVAILABLE, REJECTED -> LlmUsage.NONE;
            default -> estimate.likely(answerLength);
        };
    }

    private void awaitLeave(TokenEstimate estimate) {
        settings.rateLimiter().ifPresent(limiter -> {
            try {
                limiter.ask(new RateCommand.Acquire(estimate.likely()), timeLeft());
            } catch (AskException e) {
                throw new LlmException(
                        LlmFailure.of(Reason.UNAVAILABLE, "the rate limiter gave no leave: " + e.getMessage()), e);
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
