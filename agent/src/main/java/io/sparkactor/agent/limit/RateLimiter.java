package io.sparkactor.agent.limit;

import io.sparkactor.Actor;
import io.sparkactor.ActorSpec;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Message;
import io.sparkactor.TimerHandle;
import io.sparkactor.agent.limit.RateCommand.Acquire;
import io.sparkactor.agent.limit.RateCommand.Pause;
import io.sparkactor.agent.limit.RateCommand.Tick;
import io.sparkactor.spi.Delegation;
import io.sparkactor.spi.RuntimeHooks;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An actor that gives leave to make requests, no more than a provider takes. All agents that are given one share it.
 *
 * <pre>{@code
 * var limiter = syndicate.createActor(RateLimiter.of(RateLimits.perMinute(500)));
 * var agent = syndicate.createActor(LlmAgent.of(provider, s -> s.rateLimiter(limiter)));
 * }</pre>
 *
 * <p>Leave is given in the order of the asks; who has stopped waiting is passed over and costs nothing. An agent that is told to wait
 * by the provider ({@code Retry-After}) pauses all.
 */
public final class RateLimiter extends Actor<RateCommand> {

    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    /** An ask for leave that waits. */
    private record Waiting(Delegation<RateCommand> delegation, Acquire acquire, long sinceNanos) {}

    private final RateLimits limits;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private @Nullable Bucket requests;
    private @Nullable Bucket tokens;
    private @Nullable TimerHandle timer;
    private long pausedUntilNanos;
    private boolean paused;

    /** For {@link #of}. */
    RateLimiter(RateLimits limits) {
        this.limits = limits;
    }

    /** A limiter with these limits. */
    public static ActorSpec<RateCommand> of(RateLimits limits) {
        return ActorSpec.of(() -> new RateLimiter(limits));
    }

    @Override
    protected void preStart() {
        long now = hooks().nanoTime();
        requests = new Bucket(limits.requestsPerMinute(), Math.min(limits.burst(), limits.requestsPerMinute()), now);
        tokens = new Bucket(limits.tokensPerMinute(), limits.tokensPerMinute(), now);
    }

    @Override
    protected void process(Message<RateCommand> message) {
        switch (message.content()) {
            case Acquire acquire -> queue.add(new Waiting(Delegation.hold(message), acquire, hooks().nanoTime()));
            case Pause pause -> pause(pause.delay());
            case Tick _ -> timer = null;
        }
        serve();
    }

    private void pause(Duration delay) {
        Duration bounded = delay.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : delay;
        long until = hooks().nanoTime() + bounded.toNanos();
        if (!paused || until - pausedUntilNanos > 0) {
            paused = true;
            pausedUntilNanos = until;
        }
    }

    private void serve() {
        long now = hooks().nanoTime();
        while (!queue.isEmpty()) {
            Waiting first = queue.getFirst();
            Optional<DeadLetterReason> unwanted = first.delegation().unwanted();
            if (unwanted.isPresent()) {
                queue.removeFirst();
                first.delegation().deadLetter(unwanted.get());
                continue;
            }
            long wait = waitNanos(first.acquire(), now);
            if (wait > 0) {
                wakeAfter(wait);
                return;
            }
            queue.removeFirst();
            give(first, now);
        }
    }

    private long waitNanos(Acquire acquire, long now) {
        if (paused && pausedUntilNanos - now > 0) {
            return pausedUntilNanos - now;
        }
        paused = false;
        return Math.max(bucket(requests).waitNanos(1, now), bucket(tokens).waitNanos(acquire.tokens(), now));
    }

    private void give(Waiting first, long now) {
        bucket(requests).take(1);
        bucket(tokens).take(first.acquire().tokens());
        first.delegation().message().reply(first.acquire(), Duration.ofNanos(now - first.sinceNanos()));
        first.delegation().done();
    }

    private void wakeAfter(long nanos) {
        if (timer != null) {
            timer.close();
        }
        timer = scheduleAfter(Duration.ofNanos(nanos), Tick.TICK);
    }

    private static Bucket bucket(@Nullable Bucket bucket) {
        if (bucket == null) {
            throw new IllegalStateException("the rate limiter has not been started");
        }
        return bucket;
    }

    private RuntimeHooks hooks() {
        return RuntimeHooks.of(context().syndicate());
    }
}
