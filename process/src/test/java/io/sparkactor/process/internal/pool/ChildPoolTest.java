package io.sparkactor.process.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ProcessOptions;
import io.sparkactor.SyndicateClosedException;
import io.sparkactor.codec.cbor.CborCodec;
import io.sparkactor.process.ProcessDiedException;
import io.sparkactor.process.internal.launch.ChildLaunch;
import io.sparkactor.process.internal.launch.ChildTerms;
import io.sparkactor.process.internal.launch.ParentJvm;
import io.sparkactor.process.internal.launch.StartCache;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.ThreadRole;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which children are used again, and which are ended. */
class ChildPoolTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final ChildTerms TERMS = ChildTerms.of(ProcessOptions.defaults());
    private static final PoolLimits USUAL = new PoolLimits(4, 100, 1 << 20, LONG, Duration.ZERO, LONG);

    private final List<ChildPool> pools = new ArrayList<>();

    @AfterEach
    void close() {
        pools.forEach(ChildPool::close);
    }

    private ChildPool pool(PoolLimits limits) {
        return pool(limits, RuntimeHooks.production());
    }

    private ChildPool pool(PoolLimits limits, RuntimeHooks hooks) {
        var parent = ParentJvm.ofThis(ProcessDiedException.class, CborCodec.class, Actor.class);
        var cache = new StartCache(parent);
        var pool = new ChildPool(hooks, "pool", new ChildLaunch(parent, cache), cache, limits);
        pools.add(pool);
        return pool;
    }

    private static Child take(ChildPool pool) throws IOException {
        return pool.take(TERMS, () -> "spark://pool/test");
    }

    /** The usual ones on a machine that has no thread left for those of this name. */
    private static RuntimeHooks withoutThreads(String name) {
        RuntimeHooks usual = RuntimeHooks.production();
        InvocationHandler calls = (proxy, method, arguments) -> {
            if (method.getName().equals("startThread")
                    && arguments[1].toString().startsWith(name)) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return method.invoke(usual, arguments);
        };
        return (RuntimeHooks)
                Proxy.newProxyInstance(RuntimeHooks.class.getClassLoader(), new Class<?>[] {RuntimeHooks.class}, calls);
    }

    private static void assertEnds(Child child) {
        Await.until("the end of " + child.pid(), PATIENCE, () -> !child.isAlive());
    }

    @Test
    void aChildThatIsGivenBackIsTakenAgain() throws IOException {
        ChildPool pool = pool(USUAL);
        List<Long> pids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Child child = take(pool);
            pids.add(child.pid());
            pool.giveBack(child, 0, 0);
        }

        assertThat(pids.stream().distinct()).hasSizeLessThan(4);
    }

    @Test
    void aChildThatHasHandledEnoughIsEnded() throws IOException {
        ChildPool pool = pool(new PoolLimits(4, 3, 1 << 20, LONG, Duration.ZERO, LONG));
        Child child = take(pool);
        for (int i = 0; i < 3; i++) {
            child.countJob();
        }

        pool.giveBack(child, 0, 0);

        assertEnds(child);
    }

    @Test
    void aChildWithALargeHeapIsEnded() throws IOException {
        ChildPool pool = pool(USUAL);
        Child child = take(pool);

        pool.giveBack(child, 1 << 20, 0);

        assertEnds(child);
    }

    @Test
    void onlySoManyWait() throws IOException {
        ChildPool pool = pool(new PoolLimits(2, 100, 1 << 20, LONG, Duration.ZERO, LONG));
        var children = List.of(take(pool), take(pool), take(pool), take(pool));

        children.forEach(child -> pool.giveBack(child, 0, 0));

        assertEnds(children.getFirst());
        assertThat(children.getLast().isAlive()).isTrue();
    }

    @Test
    void whatWaitsForLongIsEnded() throws IOException {
        ChildPool pool = pool(new PoolLimits(4, 100, 1 << 20, Duration.ofMillis(200), Duration.ZERO, LONG));
        Child child = take(pool);

        pool.giveBack(child, 0, 0);

        assertEnds(child);
    }

    @Test
    void aClosedPoolHasNoChildrenAndGivesNone() throws IOException {
        ChildPool pool = pool(USUAL);
        Child lent = take(pool);

        pool.close();

        assertThat(lent.isAlive()).isFalse();
        assertThatThrownBy(() -> take(pool))
                .isInstanceOf(SyndicateClosedException.class)
                .hasMessageContaining("pool has closed");
    }

    @Test
    void theNextChildIsStartedAhead() throws IOException {
        ChildPool pool = pool(USUAL);
        Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());

        Child first = take(pool);

        Await.until(
                "another child",
                PATIENCE,
                () -> ProcessHandle.current()
                        .children()
                        .anyMatch(child -> child.pid() != first.pid() && !before.contains(child)));
    }

    @Test
    void whatAPoolWantedAheadBeforeItLostItsChildrenWaitsAsLongAsWhatItWantsNow() throws Exception {
        var hooks = new SetClock();
        ChildPool pool = pool(new PoolLimits(4, 100, 1 << 20, LONG, Duration.ofMinutes(1), LONG), hooks.hooks());
        pool.discard(take(pool));
        Await.until("the end of the watch", PATIENCE, () -> hooks.watches.get() == 0);
        hooks.ahead.set(Duration.ofMinutes(5).toNanos());

        Child second = take(pool);
        long looks = hooks.looks.get();
        Await.until("three looks at it", PATIENCE, () -> hooks.looks.get() >= looks + 3);
        assertThat(hooks.startedAhead.get()).isZero();
        hooks.ahead.set(Duration.ofMinutes(7).toNanos());
        Await.until("the next one is started ahead", PATIENCE, () -> hooks.startedAhead.get() == 1);
        pool.discard(second);
    }

    @Test
    void whatIsWantedAheadIsNotForgottenWhenAnotherChildIsGivenBackOrEnds() throws Exception {
        var hooks = new SetClock();
        ChildPool pool = pool(new PoolLimits(4, 100, 1 << 20, LONG, Duration.ofMinutes(1), LONG), hooks.hooks());
        var others = ChildTerms.of(ProcessOptions.defaults().maxHeap(64 << 20));
        pool.discard(pool.take(others, () -> "spark://pool/other"));
        Child lent = take(pool);
        hooks.ahead.set(Duration.ofMinutes(2).toNanos());

        Await.until("one of each terms is started ahead", PATIENCE, () -> hooks.startedAhead.get() == 2);
        pool.discard(lent);
    }

    /** The usual ones with a clock that can be set forward, which count what the watch does and what is started ahead. */
    private static final class SetClock {

        final AtomicLong ahead = new AtomicLong();
        final AtomicInteger watches = new AtomicInteger();
        final AtomicLong looks = new AtomicLong();
        final AtomicInteger startedAhead = new AtomicInteger();
        private final RuntimeHooks usual = RuntimeHooks.production();

        RuntimeHooks hooks() {
            InvocationHandler calls = (proxy, method, arguments) -> switch (method.getName()) {
                case "nanoTime" -> usual.nanoTime() + ahead.get();
                case "park" -> {
                    if (Thread.currentThread().getName().startsWith("spark-pulse-")) {
                        looks.incrementAndGet();
                    }
                    yield method.invoke(usual, arguments);
                }
                case "startThread" ->
                    usual.startThread(
                            (ThreadRole) arguments[0], (String) arguments[1], counted((String) arguments[1], (Runnable)
                                    arguments[2]));
                default -> method.invoke(usual, arguments);
            };
            return (RuntimeHooks) Proxy.newProxyInstance(
                    RuntimeHooks.class.getClassLoader(), new Class<?>[] {RuntimeHooks.class}, calls);
        }

        private Runnable counted(String name, Runnable body) {
            if (name.startsWith("spark-start-")) {
                startedAhead.incrementAndGet();
            }
            if (!name.startsWith("spark-pulse-")) {
                return body;
            }
            watches.incrementAndGet();
            return () -> {
                try {
                    body.run();
                } finally {
                    watches.decrementAndGet();
                }
            };
        }
    }

    @Test
    void whereNothingCanBeStartedAheadNobodyWaitsForIt() throws Exception {
        ChildPool pool = pool(USUAL, withoutThreads("spark-start-"));
        Child first = take(pool);

        Child second = CompletableFuture.supplyAsync(() -> {
                    try {
                        return take(pool);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertThat(second.pid()).isNotEqualTo(first.pid());
    }

    @Test
    void aChildThatCannotBeWatchedIsEnded() throws Exception {
        ChildPool pool = pool(USUAL, withoutThreads("spark-pulse-"));
        Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());

        assertThatThrownBy(() -> take(pool)).isInstanceOf(OutOfMemoryError.class);

        Await.until(
                "the end of the child",
                PATIENCE,
                () -> ProcessHandle.current()
                        .children()
                        .filter(child -> !before.contains(child))
                        .noneMatch(ProcessHandle::isAlive));
    }
}
