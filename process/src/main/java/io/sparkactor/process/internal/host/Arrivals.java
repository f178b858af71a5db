package io.sparkactor.process.internal.host;

import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.RemoteFailureException;
import io.sparkactor.process.internal.pool.Child;
import io.sparkactor.process.internal.pool.ChildPool;
import io.sparkactor.process.internal.wire.BodyReader;
import io.sparkactor.process.internal.wire.Frame;
import io.sparkactor.process.internal.wire.FrameKind;
import io.sparkactor.process.internal.wire.Thrown;
import io.sparkactor.spi.ExecutorHome;
import io.sparkactor.spi.ExecutorStep;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Does what the frames of a process say, in the order in which they come. Frames are taken by one thread at a time, see {@link Intake};
 * steps are begun by the turn.
 *
 * @param <M> the type of messages
 */
final class Arrivals<M> implements Intake.Taker {

    private static final System.Logger LOG = System.getLogger(Arrivals.class.getName());

    private final ChildPool pool;
    private final ExecutorHome<M> home;
    private final Traffic traffic;
    private volatile @Nullable Going<M> going;

    /** Held while a step ends, and while somebody from outside sets an end to it. */
    private final Object deadline = new Object();

    /** Whether the child can serve another actor: the instance has ended as it should, or was never made. */
    private volatile boolean clean = true;

    /** Whether the child was told to release its instance, so that it may say it has. */
    private volatile boolean releasing;

    /** Set before anything comes. */
    private volatile @Nullable Child child;

    Arrivals(ChildPool pool, ExecutorHome<M> home, Traffic traffic) {
        this.pool = pool;
        this.home = home;
        this.traffic = traffic;
    }

    void from(Child taken) {
        child = taken;
    }

    /** Called before the child is told to release its instance. */
    void release() {
        releasing = true;
    }

    /** A step begins; its number. */
    long begin(FrameKind kind, ExecutorStep step, @Nullable Message<M> message) {
        long number = traffic.handles().next();
        going = new Going<>(kind, number, step, message);
        clean = kind == FrameKind.MAKE || kind == FrameKind.POST_STOP; // unless that fails
        return number;
    }

    /** The step that goes on, if there is one. */
    @Nullable
    Going<M> going() {
        return going;
    }

    /** Whether the child can serve another actor. */
    boolean isClean() {
        return clean && going == null;
    }

    /** The step that goes on will not end otherwise. */
    void fail(Throwable cause) {
        Going<M> step = going;
        going = null;
        if (step != null) {
            step.step().failed(cause);
        }
    }

    @Override
    public boolean isGoing() {
        return going != null;
    }

    @Override
    public boolean take(Frame frame) throws IOException {
        BodyReader body = frame.body();
        switch (frame.kind()) {
            case DONE -> ended(frame).step().done();
            case FAILED -> failed(frame);
            case REPLY -> reply(frame.number(), decode(body));
            case TELL -> send(body.longNumber(), decode(body));
            case FORWARD -> forward(frame.number(), body.longNumber());
            case STOP -> home.stop();
            case FORGET -> forget(body);
            case RELEASED -> {
                if (!releasing) { // it would serve two actors
                    throw new IOException("a process has released an instance that it was to keep");
                }
                pool.giveBack(present(), body.longNumber(), body.number());
                return false;
            }
            default -> throw new IOException("a process does not send " + frame.kind());
        }
        return true;
    }

    private void failed(Frame frame) throws IOException {
        Going<M> step = ended(frame);
        clean = step.kind() == FrameKind.MAKE; // what has begun to run may have left anything
        Thrown thrown = Thrown.read(frame.body());
        step.step()
                .failed(new RemoteFailureException(
                        thrown.text() + " (in process " + present().pid() + ")", thrown.className(), thrown.stack()));
    }

    private Child present() {
        return Objects.requireNonNull(child, "there is no process yet");
    }

    /** A step is over; what else was said of it is still to be read from the body. */
    private Going<M> ended(Frame frame) throws IOException {
        Going<M> step = going;
        if (step == null || step.number() != frame.number()) {
            throw new IOException("no step of number " + frame.number() + " goes on");
        }
        boolean kept = frame.body().flag();
        if (kept && step.message() != null) {
            traffic.handles().keep(step.number(), step.message().sender());
        }
        synchronized (deadline) {
            present().inTime();
            going = null; // before anybody learns of the end, and begins the next one
        }
        return step;
    }

    /** Has the child killed at a moment, if a step goes on then that has no such end of its own: never the step behind it. */
    void endBy(long moment, String why) {
        synchronized (deadline) {
            Going<M> step = going;
            if (step != null && step.kind() != FrameKind.POST_STOP) {
                present().killAt(moment, why);
            }
        }
    }

    private void reply(long number, Object content) {
        Message<M> message = inHand(number);
        if (message != null) {
            guarded(() -> home.reply(message, content));
        } else {
            send(number, content);
        }
    }

    /** The message of that number, if it is being handled. */
    private @Nullable Message<M> inHand(long number) {
        Going<M> step = going;
        return step != null && step.number() == number ? step.message() : null;
    }

    private void send(long handle, Object content) {
        ActorRef<Object> target = receiver(handle);
        if (target == null) { // that message was answered before, or the process was given too many refs since
            guarded(() -> home.refuse(content));
        } else {
            guarded(() -> home.tell(content, target));
        }
    }

    private @Nullable ActorRef<Object> receiver(long handle) {
        Message<M> message = inHand(handle);
        return message != null ? message.sender() : traffic.handles().ref(handle);
    }

    private void forward(long number, long handle) throws IOException {
        Message<M> message = inHand(number);
        ActorRef<Object> target = receiver(handle);
        if (message == null || target == null) {
            throw new IOException("there is no message " + number + " to forward to " + handle);
        }
        guarded(() -> message.forward(target));
    }

    private void forget(BodyReader body) throws IOException {
        for (int left = body.count(); left > 0; left--) {
            traffic.handles().forget(body.longNumber(), body.number());
        }
    }

    private Object decode(BodyReader body) {
        return Objects.requireNonNull(traffic.codec().decode(body.rest()), "null was sent");
    }

    /** A send that core refuses by an exception is in its books already; the reading must go on. */
    private void guarded(Runnable send) {
        try {
            send.run();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, () -> "what the process of " + home.path() + " has sent was refused", e);
        }
    }
}
