package io.sparkactor.internal.remote;

import io.sparkactor.ExitReason;
import io.sparkactor.SystemId;
import io.sparkactor.internal.cell.FarExits;
import io.sparkactor.internal.stack.StackReserve;
import io.sparkactor.spi.ControlOutcome;
import io.sparkactor.spi.RemoteControl;
import io.sparkactor.spi.RemoteControl.Exited;
import io.sparkactor.spi.RemoteControl.Link;
import io.sparkactor.spi.RemoteControl.LinkExited;
import io.sparkactor.spi.RemoteControl.Monitor;
import io.sparkactor.spi.RemoteControl.Unlink;
import io.sparkactor.spi.RemoteControl.Unlinked;
import io.sparkactor.spi.RemoteControl.Unmonitor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which actors of this system and of others want to know of each other's ends. Thread-safe.
 *
 * <p>What changes here is said to the other side under the same monitor, so that it hears of all in the order in which it was. Actors here
 * are told outside of it, as that may let others run; what they are told they take only if it is still so.
 */
final class Ties {

    private static final Logger LOG = System.getLogger("io.sparkactor.Remote");

    /** How many monitors and links a system may have us keep. */
    static final int MOST = 65_536;

    private final Remoting remoting;
    private final Map<SystemId, Peer> peers = new HashMap<>();

    /** What there is with one system. */
    private static final class Peer {

        final PeerMonitors monitors = new PeerMonitors();
        final PeerLinks links = new PeerLinks();

        boolean isFull() {
            return monitors.countTheirs() + links.count() >= MOST;
        }

        boolean isEmpty() {
            return monitors.isEmpty() && links.isEmpty();
        }
    }

    Ties(Remoting remoting) {
        this.remoting = remoting;
    }

    // ---------------------------------------------------------------- what actors here do

    /** See {@link io.sparkactor.internal.cell.FarRef#monitor}. */
    void monitor(Tie tie) {
        StackReserve.checkLarge(); // so that the stack does not overflow between the steps below
        String refusal = with(tie, peer -> {
            String why = begin(tie, new Monitor(tie.nearId(), tie.farId()), "monitor");
            peer.monitors.begin(tie, why != null);
            return why;
        });
        if (refusal != null) {
            FarExits.tellExit(tie.near(), tie.far(), new ExitReason.Unreachable(refusal));
        }
    }

    /** See {@link io.sparkactor.internal.cell.FarRef#unmonitor}. */
    void unmonitor(Tie tie) {
        sayIf(tie, peer -> peer.monitors.end(tie), new Unmonitor(tie.nearId(), tie.farId()));
    }

    /** See {@link io.sparkactor.internal.cell.FarRef#takeExit}. */
    boolean takeExit(Tie tie) {
        return is(tie, peer -> peer.monitors.take(tie));
    }

    /** See {@link io.sparkactor.internal.cell.FarRef#link}. */
    void link(Tie tie) {
        StackReserve.checkLarge();
        String refusal = with(tie, peer -> {
            if (peer.links.isLinked(tie)) {
                return null;
            }
            String why = begin(tie, new Link(tie.nearId(), tie.farId()), "link");
            peer.links.begin(tie, why != null);
            return why;
        });
        if (refusal != null) {
            FarExits.tellLinkExit(tie.near(), tie.far(), new ExitReason.Unreachable(refusal));
        }
    }

    /** See {@link io.sparkactor.internal.cell.FarRef#unlink}. */
    void unlink(Tie tie) {
        sayIf(tie, peer -> peer.links.end(tie), new Unlink(tie.nearId(), tie.farId()));
    }

    /** See {@link io.sparkactor.internal.cell.FarRef#hasLinkExit}. */
    boolean hasLinkExit(Tie tie) {
        return is(tie, peer -> peer.links.hasExit(tie));
    }

    /** See {@link io.sparkactor.internal.cell.FarRef#takeLinkExit}. */
    boolean takeLinkExit(Tie tie) {
        return is(tie, peer -> peer.links.take(tie));
    }

    /** See {@link io.sparkactor.internal.cell.FarRef#exited}. */
    void nearExited(Tie tie, ExitReason reason) {
        sayIf(tie, peer -> peer.monitors.nearExited(tie), new Exited(tie.nearId(), tie.farId(), reason));
    }

    /** See {@link io.sparkactor.internal.cell.FarRef#linkExited}. */
    void nearLinkExited(Tie tie, ExitReason reason) {
        sayIf(tie, peer -> peer.links.nearExited(tie), new LinkExited(tie.nearId(), tie.farId(), reason));
    }

    // ---------------------------------------------------------------- what comes from other systems

    /** The far one wants to know of the near one's end. */
    void monitorTheirs(Tie tie) {
        ExitReason reason =
                with(tie, peer -> peer.isFull() && peer.monitors.isNew(tie) ? full() : peer.monitors.beginTheirs(tie));
        if (reason != null) {
            answer(tie.system(), new Exited(tie.nearId(), tie.farId(), reason));
        }
    }

    /** It wants that no more. */
    void unmonitorTheirs(Tie tie) {
        with(tie, peer -> {
            peer.monitors.endTheirs(tie);
            return null;
        });
    }

    /** The far one has ended, which the near one may monitor. */
    void farExited(Tie tie, ExitReason reason) {
        if (is(tie, peer -> peer.monitors.exited(tie))) {
            FarExits.tellExit(tie.near(), tie.far(), reason);
        }
    }

    /** The far one links itself. */
    void linkTheirs(Tie tie) {
        ExitReason reason = with(tie, peer -> {
            if (peer.isFull() && peer.links.isNew(tie)) {
                remoting.send(tie.system(), new LinkExited(tie.nearId(), tie.farId(), full()));
                return null;
            }
            return peer.links.beginTheirs(tie);
        });
        if (reason != null) {
            answer(tie.system(), new LinkExited(tie.nearId(), tie.farId(), reason));
        }
    }

    /** It cuts the link. */
    void unlinkTheirs(Tie tie) {
        sayUnlessNull(tie, peer -> {
            peer.links.endTheirs(tie);
            return new Unlinked(tie.nearId(), tie.farId());
        });
    }

    /** It has heard that the near one has cut it. */
    void unlinked(Tie tie) {
        with(tie, peer -> {
            peer.links.answered(tie);
            return null;
        });
    }

    /** The far one has ended, which may be linked with the near one. */
    void farLinkExited(Tie tie, ExitReason reason) {
        if (is(tie, peer -> peer.links.exited(tie))) {
            FarExits.tellLinkExit(tie.near(), tie.far(), reason);
        }
    }

    /** Answers for an actor that has stopped, or is not there: nothing else will be said of it. */
    synchronized void answer(SystemId peer, RemoteControl control) {
        remoting.send(peer, control);
    }

    /** All of a system has ended, as far as one can tell. */
    void lost(SystemId system, ExitReason reason) {
        record Lost(List<Tie> monitors, List<Tie> links) {}
        Lost lost = with(system, peer -> new Lost(peer.monitors.lost(), peer.links.lost()));
        lost.monitors().forEach(tie -> FarExits.tellExit(tie.near(), tie.far(), reason));
        lost.links().forEach(tie -> FarExits.tellLinkExit(tie.near(), tie.far(), reason));
    }

    private ExitReason full() {
        return new ExitReason.Unreachable("the system " + remoting.name() + " keeps no more than " + MOST
                + " monitors and links for one other system; end some, or let one actor monitor for many");
    }

    // ---------------------------------------------------------------- steps

    /** Says what begins a tie; why there is no way for it, null if there is. */
    private @Nullable String begin(Tie tie, RemoteControl control, String call) {
        return switch (remoting.send(tie.system(), control)) {
            case ControlOutcome.Taken _ -> null;
            case ControlOutcome.Refused(String why) -> why;
            case ControlOutcome.Unsupported _ ->
                throw new UnsupportedOperationException(
                        call + "(" + tie.far() + ") does not work, as the system of"
                                + " that actor has no word for it; ask the actor now and then, or have it tell you before it stops");
        };
    }

    /** The control is made before, outside of the monitor: a reason may call what the application has thrown. */
    private void sayIf(Tie tie, Function<Peer, Boolean> step, RemoteControl control) {
        StackReserve.checkLarge();
        sayUnlessNull(tie, peer -> step.apply(peer) ? control : null);
    }

    /** Takes a step, and says what follows from it. If no way leads there any more, {@link #lost} does the rest. */
    private void sayUnlessNull(Tie tie, Function<Peer, @Nullable RemoteControl> step) {
        with(tie, peer -> {
            RemoteControl control = step.apply(peer);
            if (control != null) {
                say(tie, control);
            }
            return null;
        });
    }

    /** A transport is somebody else's code: what it throws must not keep the others untold who want to know. */
    private void say(Tie tie, RemoteControl control) {
        try {
            remoting.send(tie.system(), control);
        } catch (RuntimeException | Error thrown) {
            LOG.log(
                    Level.ERROR,
                    "the transport failed on a " + control.getClass().getSimpleName(),
                    thrown);
        }
    }

    private boolean is(Tie tie, Function<Peer, Boolean> step) {
        return with(tie.system(), step);
    }

    private <T extends @Nullable Object> T with(Tie tie, Function<Peer, T> step) {
        return with(tie.system(), step);
    }

    /** Takes a step under the monitor, and forgets a system with which there is nothing any more. */
    private synchronized <T extends @Nullable Object> T with(SystemId system, Function<Peer, T> step) {
        Peer peer = peers.computeIfAbsent(system, _ -> new Peer());
        try {
            return step.apply(peer);
        } finally {
            if (peer.isEmpty()) {
                peers.remove(system);
            }
        }
    }
}
