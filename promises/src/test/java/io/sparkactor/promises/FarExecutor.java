package io.sparkactor.promises;

import io.sparkactor.ActorSpec;
import io.sparkactor.ActorStoppedException;
import io.sparkactor.Message;
import io.sparkactor.spi.ActorExecutor;
import io.sparkactor.spi.ExecutorHome;
import io.sparkactor.spi.ExecutorStep;
import io.sparkactor.spi.HostedActor;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * An instance that the test can let die, and whose step a stop cuts short, as that of a process. It uses the SPI alone. Thread-safe where
 * the SPI wants that.
 */
final class FarExecutor<M> implements ActorExecutor<M> {

    /** What a step does. */
    private interface Body {
        void run() throws Exception;
    }

    private final ActorSpec<M> spec;
    private final ExecutorHome<M> home;
    private final BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();
    private final Mail<String> calls = new Mail<>();
    private volatile @Nullable HostedActor<M> hosted;
    private volatile @Nullable ExecutorStep going;
    private volatile @Nullable Thread thread;
    private volatile boolean ended;

    FarExecutor(ActorSpec<M> spec, ExecutorHome<M> home) {
        this.spec = spec;
        this.home = home;
    }

    /** The instance dies. */
    void die(Throwable cause) {
        home.failed(cause);
    }

    /** The instance has sent something to somebody who is not known any more. */
    void sendToNobody(Object content) {
        steps.add(() -> calls.put(home.refuse(content).toString()));
    }

    /** What the runtime has called, in order. */
    Mail<String> calls() {
        return calls;
    }

    @Override
    public void make(ExecutorStep step) {
        thread = home.startThread("far", this::live);
        hand("make", step, () -> hosted = HostedActor.make(spec, home));
    }

    @Override
    public Class<?> actorClass() {
        return spec.actorClass().orElseThrow();
    }

    @Override
    public void preStart(ExecutorStep step) {
        hand("preStart", step, () -> hosted.preStart());
    }

    @Override
    public void process(Message<M> message, ExecutorStep step) {
        hand("process", step, () -> hosted.process(message));
    }

    @Override
    public void postStop(ExecutorStep step) {
        hand("postStop", step, () -> hosted.postStop());
    }

    @Override
    public void stopRequested() {
        calls.put("stopRequested");
        ExecutorStep present = going;
        if (present != null) {
            present.failed(new ActorStoppedException("killed"));
        }
    }

    @Override
    public void end() {
        calls.put("end");
        ended = true;
        thread.interrupt();
    }

    private void hand(String call, ExecutorStep step, Body body) {
        calls.put(call);
        going = step;
        steps.add(() -> {
            try {
                body.run();
                step.done();
            } catch (Throwable thrown) {
                step.failed(thrown);
            }
        });
    }

    private void live() {
        try {
            while (!ended) {
                steps.take().run();
            }
        } catch (InterruptedException e) {
            return; // by end()
        }
    }
}
