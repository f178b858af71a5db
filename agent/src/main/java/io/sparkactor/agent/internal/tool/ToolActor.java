package io.sparkactor.agent.internal.tool;

import io.sparkactor.Actor;
import io.sparkactor.ActorSpec;
import io.sparkactor.Message;
import io.sparkactor.spi.Notice;
import io.sparkactor.spi.NoticeHandler;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.ThreadRole;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one call of a tool, as a child of the agent, and stops. The tool runs on a virtual thread of its own, which is interrupted
 * when its time is over or the actor is stopped: so neither a tool that hangs nor a turn that is cancelled holds anybody up. A call whose
 * time is over has failed, and the model is told; one that was stopped ends its turn.
 */
public final class ToolActor extends Actor<ToolActor.Timeout> implements NoticeHandler {

    /** Its time is over. */
    public enum Timeout {
        /** The only one. */
        OVER
    }

    /** The thread of the tool has ended. */
    private record Finished() implements Notice {}

    private final ToolRun run;
    private @Nullable Thread thread;

    ToolActor(ToolRun run) {
        this.run = run;
    }

    /** Carries out this call. */
    public static ActorSpec<Timeout> of(ToolRun run) {
        return ActorSpec.of(() -> new ToolActor(run));
    }

    @Override
    protected void preStart() {
        var self = self();
        scheduleAfter(run.timeout(), Timeout.OVER);
        thread = RuntimeHooks.of(context().syndicate())
                .startThread(ThreadRole.CALLBACK, context().path(), () -> {
                    run.run();
                    Notice.tell(self, new Finished());
                });
    }

    @Override
    protected void process(Message<Timeout> message) {
        run.fail("it took longer than " + run.timeout().toMillis() + " ms");
        stop();
    }

    @Override
    public void onNotice(Notice notice) {
        stop();
    }

    @Override
    protected void postStop() {
        run.cutOff(); // nothing happens if it has ended
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }
}
