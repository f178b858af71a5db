package io.sparkactor.internal.executor;

import io.sparkactor.ActorContext;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Delivery;
import io.sparkactor.DurableTimer;
import io.sparkactor.ExecutorCallException;
import io.sparkactor.MessageHandler;
import io.sparkactor.NotInTurnException;
import io.sparkactor.Request;
import io.sparkactor.Syndicate;
import io.sparkactor.TimerHandle;
import io.sparkactor.Watch;
import io.sparkactor.spi.ActorHost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an actor may do that runs outside of the turns: what its host does, and nothing else. As for any actor, a call belongs to the
 * thread and the time of a step, but for {@link #self} and {@link #path}.
 *
 * @param <M> the type of messages
 */
public final class HostedContext<M> implements ActorContext<M> {

    private final ActorHost<M> host;

    /** The thread of the present step, null between two. */
    private volatile @Nullable Thread thread;

    /** The context of an actor of that host. */
    public HostedContext(ActorHost<M> host) {
        this.host = host;
    }

    /** User code of one step. */
    public interface Step {

        /** Runs it. */
        void run() throws Exception;
    }

    /** Runs a step on the calling thread, which may use the context meanwhile. */
    public void run(Step step) throws Exception {
        thread = Thread.currentThread();
        try {
            step.run();
        } finally {
            thread = null;
            boolean unused = Thread.interrupted(); // a flag that the step has left must not reach the next one
        }
    }

    @Override
    public ActorRef<M> self() {
        return host.self();
    }

    @Override
    public String path() {
        return host.path();
    }

    @Override
    public <T> Delivery tell(T message, ActorRef<? super T> target) {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(target, "target");
        inStep("tell(…)");
        return host.tell(message, target);
    }

    @Override
    public void stop() {
        inStep("stop()");
        host.stop();
    }

    private void inStep(String call) {
        if (Thread.currentThread() != thread) {
            throw new NotInTurnException(call + " of " + path() + " was called on " + Thread.currentThread()
                    + ", which does not run this actor now; from other threads use self().tell(…)");
        }
    }

    private ExecutorCallException refused(String call) {
        return new ExecutorCallException(call, path());
    }

    @Override
    public Syndicate syndicate() {
        throw refused("syndicate()");
    }

    @Override
    public Optional<ActorRef<?>> parent() {
        throw refused("parent()");
    }

    @Override
    public List<ActorRef<?>> children() {
        throw refused("children()");
    }

    @Override
    public <P, R> R ask(Request<? super P, R> request, ActorRef<P> target) {
        throw refused("ask(…)");
    }

    @Override
    public <P, R> R ask(Request<? super P, R> request, ActorRef<P> target, Duration timeout) {
        throw refused("ask(…)");
    }

    @Override
    public <C> ActorRef<C> createActor(ActorSpec<C> spec) {
        throw refused("createActor(…)");
    }

    @Override
    public TimerHandle scheduleAfter(Duration delay, M message) {
        throw refused("scheduleAfter(…)");
    }

    @Override
    public TimerHandle scheduleEvery(Duration initialDelay, Duration period, M message) {
        throw refused("scheduleEvery(…)");
    }

    @Override
    public DurableTimer durableTimer(String id, Duration delay, M message) {
        throw refused("durableTimer(…)");
    }

    @Override
    public DurableTimer durableTimer(String id, Instant due, M message) {
        throw refused("durableTimer(…)");
    }

    @Override
    public DurableTimer durableTimerEvery(String id, Duration initialDelay, Duration period, M message) {
        throw refused("durableTimerEvery(…)");
    }

    @Override
    public Optional<DurableTimer> findDurableTimer(String id) {
        throw refused("findDurableTimer(…)");
    }

    @Override
    public void stash() {
        throw refused("stash()");
    }

    @Override
    public void unstashAll() {
        throw refused("unstashAll()");
    }

    @Override
    public void become(MessageHandler<M> handler) {
        throw refused("become(…)");
    }

    @Override
    public void unbecome() {
        throw refused("unbecome()");
    }

    @Override
    public void monitor(ActorRef<?> target) {
        throw refused("monitor(…)");
    }

    @Override
    public void unmonitor(ActorRef<?> target) {
        throw refused("unmonitor(…)");
    }

    @Override
    public void link(ActorRef<?> target) {
        throw refused("link(…)");
    }

    @Override
    public void unlink(ActorRef<?> target) {
        throw refused("unlink(…)");
    }

    @Override
    public void trapExits(boolean trap) {
        throw refused("trapExits(…)");
    }

    @Override
    public void watch(Watch... watches) {
        throw refused("watch(…)");
    }

    @Override
    public void rearm(Watch watch) {
        throw refused("rearm(…)");
    }

    @Override
    public <R extends AutoCloseable> R own(R resource) {
        throw refused("own(…)");
    }

    @Override
    public int generation() {
        throw refused("generation()");
    }

    @Override
    public void stop(ActorRef<?> target) {
        throw refused("stop(target)");
    }

    @Override
    public void stopAfterQueue(ActorRef<?> target) {
        throw refused("stopAfterQueue(…)");
    }
}
