package io.sparkactor.remote.internal.handshake;

import io.sparkactor.RemoteException;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.link.FarEnd;
import io.sparkactor.remote.internal.link.PlainEnd;
import io.sparkactor.remote.internal.net.Deadlines;
import io.sparkactor.remote.internal.net.Waiting;
import io.sparkactor.remote.internal.parts.Parts;
import org.jspecify.annotations.Nullable;

/** Finds out who is at an address, by one handshake. For one use, by any thread but the loop's. */
public final class FirstCall implements Dialling.Outcome {

    private final Parts parts;
    private final Dialler dialler;
    private final Waiting waiting;
    private volatile @Nullable SystemId found;
    private volatile @Nullable String failure;

    public FirstCall(Parts parts, Dialler dialler) {
        this.parts = parts;
        this.dialler = dialler;
        waiting = new Waiting(parts.home().hooks());
    }

    /**
     * Calls, and waits for the handshake, which has its own time.
     *
     * @throws RemoteException if nobody answers, or who answers is not welcome
     */
    public SystemId peer() {
        if (!parts.loop().execute(() -> new Dialling(parts, null, dialler, this).start())) {
            failed(dialler.address() + ": this system is closed");
        }
        long most = parts.settings().times().handshake().multipliedBy(2).toNanos();
        waiting.until(
                "to connect to " + dialler.address(),
                () -> found != null || failure != null,
                Deadlines.after(parts.home().hooks(), most));
        SystemId peer = found;
        if (peer == null) {
            String why = failure;
            throw new RemoteException(why == null ? dialler.address() + ": no answer" : why, null);
        }
        return peer;
    }

    @Override
    public void reached(FarEnd end) {
        // The route makes a connection of its own.
        end.channel().close();
        SystemId peer = end.hello().systemId();
        if (peer.equals(parts.home().systemId())) {
            failed(dialler.address() + ": that is this system itself");
            return;
        }
        found = peer;
        waiting.changed();
    }

    @Override
    public void reachedPlain(PlainEnd end) {
        throw new IllegalStateException("nobody was named, so nobody without a handshake can be taken to be there");
    }

    @Override
    public void failed(String why) {
        failure = why;
        waiting.changed();
    }
}
