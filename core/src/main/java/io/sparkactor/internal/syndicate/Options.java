package io.sparkactor.internal.syndicate;

import io.sparkactor.Backend;
import io.sparkactor.FederationConfig;
import io.sparkactor.SyndicateConfig;
import io.sparkactor.internal.federation.FederationOptions;
import io.sparkactor.internal.federation.FederationSettings;
import io.sparkactor.internal.waiting.Deadlines;
import io.sparkactor.spi.Codec;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.TimerStore;
import io.sparkactor.spi.TransportProvider;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The options while they are set; for the thread that opens the syndicate. */
final class Options implements SyndicateConfig {

    private static final int MOST_PROCESSORS = 1024;

    /** One queued message for so many bytes of heap. */
    private static final long HEAP_PER_MESSAGE = 1024;

    private @Nullable Integer processors;
    private Duration askTimeout = Duration.ofSeconds(5);
    private Duration drainTimeout = Duration.ofSeconds(5);
    private long maxQueuedMessages = Runtime.getRuntime().maxMemory() / HEAP_PER_MESSAGE;
    private Backend backend = Backend.IN_PROCESS;
    private @Nullable TransportProvider transport;
    private @Nullable FederationOptions federation;
    private @Nullable TimerSettings timers;
    private RuntimeHooks hooks = RuntimeHooks.production();

    /** Where durable timers are kept, and how their messages are written. */
    record TimerSettings(TimerStore store, Codec codec) {}

    @Override
    public SyndicateConfig processors(int count) {
        if (count < 1 || count > MOST_PROCESSORS) {
            throw new IllegalArgumentException(
                    "processors must be between 1 and " + MOST_PROCESSORS + ", but is " + count);
        }
        processors = count;
        return this;
    }

    @Override
    public SyndicateConfig askTimeout(Duration timeout) {
        askTimeout = Deadlines.positive(timeout, "askTimeout");
        return this;
    }

    @Override
    public SyndicateConfig drainTimeout(Duration timeout) {
        drainTimeout = Deadlines.notNegative(timeout, "drainTimeout");
        return this;
    }

    @Override
    public SyndicateConfig maxQueuedMessages(long count) {
        if (count < 1) {
            throw new IllegalArgumentException("maxQueuedMessages must be positive, but is " + count);
        }
        maxQueuedMessages = count;
        return this;
    }

    @Override
    public SyndicateConfig backend(Backend backend) {
        this.backend = Objects.requireNonNull(backend, "backend");
        return this;
    }

    @Override
    public SyndicateConfig remote(TransportProvider transport) {
        this.transport = Objects.requireNonNull(transport, "transport");
        return this;
    }

    @Override
    public SyndicateConfig federation(Consumer<? super FederationConfig> options) {
        FederationOptions set = federation == null ? new FederationOptions() : federation;
        Objects.requireNonNull(options, "options").accept(set);
        federation = set;
        return this;
    }

    @Override
    public SyndicateConfig durableTimers(TimerStore store, Codec codec) {
        Objects.requireNonNull(store, "store");
        TimerSettings before = timers;
        try {
            if (before != null) {
                throw new IllegalStateException("durableTimers was said already; a syndicate has one store of timers");
            }
            timers = new TimerSettings(store, Objects.requireNonNull(codec, "codec"));
        } catch (RuntimeException refused) {
            if (before == null || before.store() != store) {
                closeFor(refused, store);
            }
            throw refused;
        }
        return this;
    }

    /** The syndicate does not come about: what was given away to it is closed, as nobody else does. */
    void giveUp(Throwable cause) {
        if (timers != null) {
            closeFor(cause, timers.store());
        }
    }

    private static void closeFor(Throwable cause, TimerStore store) {
        try {
            store.close();
        } catch (RuntimeException thrown) {
            cause.addSuppressed(thrown);
        }
    }

    @Override
    public SyndicateConfig hooks(RuntimeHooks hooks) {
        this.hooks = Objects.requireNonNull(hooks, "hooks");
        return this;
    }

    int processors() {
        return processors == null ? hooks.defaultProcessors() : processors;
    }

    Duration askTimeout() {
        return askTimeout;
    }

    Duration drainTimeout() {
        return drainTimeout;
    }

    long maxQueuedMessages() {
        return maxQueuedMessages;
    }

    Backend backend() {
        return backend;
    }

    @Nullable
    TransportProvider transport() {
        return transport;
    }

    /** Null if it takes part in none. */
    @Nullable
    FederationSettings federation() {
        return federation == null ? null : federation.settings();
    }

    /** Null if it keeps no durable timers. */
    @Nullable
    TimerSettings timers() {
        return timers;
    }

    RuntimeHooks hooks() {
        return hooks;
    }
}
