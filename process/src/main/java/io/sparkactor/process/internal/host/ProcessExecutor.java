package io.sparkactor.process.internal.host;

import io.sparkactor.ActorStoppedException;
import io.sparkactor.Message;
import io.sparkactor.process.ProcessDiedException;
import io.sparkactor.process.internal.launch.ChildTerms;
import io.sparkactor.process.internal.pool.Child;
import io.sparkactor.process.internal.pool.ChildPool;
import io.sparkactor.process.internal.wire.BodyWriter;
import io.sparkactor.process.internal.wire.FrameKind;
import io.sparkactor.process.internal.wire.RefText;
import io.sparkactor.spi.ActorExecutor;
import io.sparkactor.spi.ExecutorHome;
import io.sparkactor.spi.ExecutorStep;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One instance of an actor in a child JVM. The steps write a frame each; a thread of its own takes the child from the pool and sees to
 * the reading until the child is given back or dead.
 *
 * @param <M> the type of messages
 */
final class ProcessExecutor<M> implements ActorExecutor<M> {

    /** So long may a handler go on when its actor is told to stop. */
    private static final long STOP_GRACE = TimeUnit.MILLISECONDS.toNanos(500);

    /** So long may {@code postStop} take, and so long the release of an instance. */
    private static final long END_GRACE = TimeUnit.SECONDS.toNanos(2);

    private final ChildPool pool;
    private final ExecutorHome<M> home;
    private final Class<?> actorClass;
    private final Traffic traffic;
    private final Arrivals<M> arrivals;

    /** Where the child is and who reads from it. Written by the actor's thread before the first step ends. */
    private volatile @Nullable Lease lease;

    private volatile boolean stopRequested;
    private volatile boolean ended;

    ProcessExecutor(ChildPool pool, ExecutorHome<M> home, Class<?> actorClass, Traffic traffic) {
        this.pool = pool;
        this.home = home;
        this.actorClass = actorClass;
        this.traffic = traffic;
        this.arrivals = new Arrivals<>(pool, home, traffic);
    }

    /** A child and its reading. */
    private record Lease(Child child, Intake intake) {}

    @Override
    public void make(ExecutorStep step) {
        long number = arrivals.begin(FrameKind.MAKE, step, null);
        home.startThread("spark-process-" + home.path(), () -> live(number));
    }

    @Override
    public Class<?> actorClass() {
        return actorClass;
    }

    @Override
    public void preStart(ExecutorStep step) {
        write(present(), FrameKind.PRE_START, arrivals.begin(FrameKind.PRE_START, step, null), new BodyWriter());
    }

    @Override
    public void process(Message<M> message, ExecutorStep step) {
        byte[] content = traffic.codec().encode(message.content());
        BodyWriter body = new BodyWriter()
                .text(home.hasSender(message) ? RefText.of(0, message.sender()).text() : RefText.NOBODY);
        Map<String, String> headers = message.headers();
        body.number(headers.size());
        headers.forEach((name, value) -> body.text(name).text(value));
        body.rest(content);
        Lease present = present();
        present.child().countJob();
        traffic.options()
                .handlerTimeout()
                .ifPresent(limit ->
                        killIn(present, TimeUnit.NANOSECONDS.convert(limit), "its handler ran longer than " + limit));
        send(present, FrameKind.PROCESS, arrivals.begin(FrameKind.PROCESS, step, message), body);
        present.intake().lookForAnswer();
    }

    @Override
    public void postStop(ExecutorStep step) {
        Lease present = present();
        killIn(present, END_GRACE, "its postStop did not end within " + millis(END_GRACE) + " ms");
        write(present, FrameKind.POST_STOP, arrivals.begin(FrameKind.POST_STOP, step, null), new BodyWriter());
    }

    @Override
    public void stopRequested() {
        stopRequested = true;
        if (lease != null) {
            arrivals.endBy(
                    home.hooks().nanoTime() + STOP_GRACE,
                    "its actor was told to stop, and its handler did not end within " + millis(STOP_GRACE) + " ms");
        }
    }

    @Override
    public void end() {
        ended = true;
        Lease present = lease;
        if (present == null) {
            return; // the thread sees it when it has got a child
        }
        if (arrivals.isClean()) {
            killIn(present, END_GRACE, "its instance was not released within " + millis(END_GRACE) + " ms");
            arrivals.release();
            write(present, FrameKind.RELEASE, 0, new BodyWriter());
        } else {
            pool.discard(present.child());
            present.intake().call();
        }
    }

    private void killIn(Lease present, long nanos, String why) {
        present.child().killAt(home.hooks().nanoTime() + nanos, why);
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    private Lease present() {
        return Objects.requireNonNull(lease, "there is no process yet");
    }

    /** Writes a frame whose answer the thread is to wait for. */
    private static void write(Lease present, FrameKind kind, long number, BodyWriter body) {
        send(present, kind, number, body);
        present.intake().call();
    }

    private static void send(Lease present, FrameKind kind, long number, BodyWriter body) {
        try {
            present.child().writer().write(kind, number, body);
        } catch (IOException e) {
            present.child().kill("its line is broken: " + e.getMessage()); // who reads sees the end, and says it
        }
    }

    /** What the thread does. */
    private void live(long making) {
        Child taken;
        try {
            taken = pool.take(ChildTerms.of(traffic.options()), home::path);
        } catch (IOException | RuntimeException | Error e) {
            arrivals.fail(e);
            return;
        }
        arrivals.from(taken);
        Lease made = new Lease(taken, new Intake(home.hooks(), taken, arrivals));
        lease = made;
        if (ended) { // the creator has not waited
            pool.discard(taken);
            return;
        }
        try {
            send(made, FrameKind.MAKE, making, description());
            made.intake().run();
        } catch (IOException e) {
            died(taken);
        } catch (RuntimeException | Error e) { // no memory for what it sends, too: nobody else would end the step
            taken.kill("what it has sent could not be read: " + e);
            died(taken);
        }
    }

    private BodyWriter description() {
        BodyWriter body = new BodyWriter()
                .text(traffic.handles().encode(home.self()))
                .text(actorClass.getName())
                .number(traffic.types().size());
        traffic.types().forEach(type -> body.text(type.getName()));
        return body.rest(traffic.arguments());
    }

    private void died(Child dead) {
        ProcessDiedException death = dead.death();
        pool.discard(dead);
        if (ended) {
            return;
        }
        if (stopRequested) {
            arrivals.fail(new ActorStoppedException(String.valueOf(death.getMessage())));
        }
        home.failed(death);
    }
}
