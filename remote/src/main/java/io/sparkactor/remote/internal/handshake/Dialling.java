package io.sparkactor.remote.internal.handshake;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.link.FarEnd;
import io.sparkactor.remote.internal.link.PlainEnd;
import io.sparkactor.remote.internal.net.FrameChannel;
import io.sparkactor.remote.internal.net.LoopTimer;
import io.sparkactor.remote.internal.parts.Parts;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to reach a system: make a connection, exchange handshakes. Ends once, with a connection or with a reason, within the time for
 * handshakes. Confined to the loop.
 */
public final class Dialling implements Dialler.Attempt {

    /** How an attempt ends. Called on the loop, once. */
    public interface Outcome {

        /** Both sides agree; the receiver replaces the handler of the channel at once. */
        void reached(FarEnd end);

        /** Who is there has no handshake, and speaks as the original does; the receiver opens it at once. */
        void reachedPlain(PlainEnd end);

        /** Whoever can tell says that nobody is there. */
        default void nobody(String why) {
            failed(why);
        }

        /** It did not work. */
        void failed(String why);
    }

    private final Parts parts;
    private final @Nullable SystemId expected;
    private final Dialler dialler;
    private final Outcome outcome;
    private final LoopTimer deadline;
    private @Nullable FrameChannel channel;
    private @Nullable Runnable cleanUp;
    private boolean ended;

    /**
     * An attempt, not begun.
     *
     * @param expected who must be there; null for anybody
     */
    public Dialling(Parts parts, @Nullable SystemId expected, Dialler dialler, Outcome outcome) {
        this.parts = parts;
        this.expected = expected;
        this.dialler = dialler;
        this.outcome = outcome;
        deadline = parts.loop().timer(this::tooLate);
    }

    /** Begins. */
    public void start() {
        deadline.in(parts.settings().times().handshake());
        dialler.dial(this);
    }

    @Override
    public boolean isOver() {
        return ended;
    }

    @Override
    public void made(FrameChannel channel) {
        if (ended) {
            channel.close();
            return;
        }
        this.channel = channel;
        channel.handler(new DialHandshake(parts, expected, channel, this::reached, this::failed));
    }

    @Override
    public void madePlain(Function<SystemId, PlainEnd> end) {
        if (expected == null) {
            failed(
                    "whoever is there does not say who it is, as the Python original does not: name it, connectUri(id, uri)");
        } else if (finish()) {
            outcome.reachedPlain(end.apply(expected));
        }
    }

    @Override
    public void whenOver(Runnable cleanUp) {
        if (ended) {
            cleanUp.run();
        } else {
            this.cleanUp = cleanUp;
        }
    }

    private void reached(FarEnd end) {
        if (finish()) {
            outcome.reached(end);
        }
    }

    private void tooLate() {
        failed("no answer within " + parts.settings().times().handshake().toMillis() + " ms");
    }

    @Override
    public void nobody(String why) {
        if (finish()) {
            close();
            outcome.nobody(dialler.address() + ": " + why);
        }
    }

    @Override
    public void failed(String why) {
        if (finish()) {
            close();
            outcome.failed(dialler.address() + ": " + why);
        }
    }

    private boolean finish() {
        boolean first = !ended;
        ended = true;
        deadline.cancel();
        return first;
    }

    /** Gives it up, if it has not ended; nobody is told. */
    public void abandon() {
        if (finish()) {
            close();
        }
    }

    private void close() {
        if (channel != null) {
            channel.close();
        } else if (cleanUp != null) {
            cleanUp.run();
        }
    }
}
