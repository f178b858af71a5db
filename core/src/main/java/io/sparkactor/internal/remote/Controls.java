package io.sparkactor.internal.remote;

import io.sparkactor.ActorId;
import io.sparkactor.ExitReason;
import io.sparkactor.SystemId;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.spi.RemoteControl;
import io.sparkactor.spi.RemoteControl.Exited;
import io.sparkactor.spi.RemoteControl.Link;
import io.sparkactor.spi.RemoteControl.LinkExited;
import io.sparkactor.spi.RemoteControl.Monitor;
import io.sparkactor.spi.RemoteControl.Stop;
import io.sparkactor.spi.RemoteControl.StreamCancelled;
import io.sparkactor.spi.RemoteControl.StreamRead;
import io.sparkactor.spi.RemoteControl.Unlink;
import io.sparkactor.spi.RemoteControl.Unlinked;
import io.sparkactor.spi.RemoteControl.Unmonitor;

/** Does what other systems say of the lives of actors, and of the streams that they read. Thread-safe; what one system says is handed in one after the other. */
final class Controls {

    private static final ExitReason NO_ACTOR = new ExitReason.NoActor();

    private final Remoting remoting;
    private final Ties ties;

    Controls(Remoting remoting, Ties ties) {
        this.remoting = remoting;
        this.ties = ties;
    }

    void take(SystemId peer, RemoteControl control) {
        switch (control) {
            case StreamRead read -> remoting.streams().take(peer, read);
            case StreamCancelled cancelled -> remoting.streams().take(peer, cancelled);
            case Stop _, Monitor _, Unmonitor _, Exited _, Link _, Unlink _, Unlinked _, LinkExited _ ->
                takeForActor(peer, control);
        }
    }

    private void takeForActor(SystemId peer, RemoteControl control) {
        if (remoting.core().exports().find(control.to()) instanceof ActorCell<?> actor && mayTake(actor, control)) {
            take(peer, actor, control);
        } else {
            takeForNobody(peer, control);
        }
    }

    /** Whatever would end an actor of the framework is for nobody, as are links, which end the one with the other. */
    private static boolean mayTake(ActorCell<?> actor, RemoteControl control) {
        boolean ends = control instanceof Stop || control instanceof Link;
        return !ends || !actor.isOfFramework();
    }

    private void take(SystemId peer, ActorCell<?> actor, RemoteControl control) {
        switch (control) {
            case Stop stop -> {
                if (stop.afterQueue()) {
                    actor.requestStopAfterQueue();
                } else {
                    actor.requestStop();
                }
            }
            case Monitor monitor -> ties.monitorTheirs(tie(actor, peer, monitor.from()));
            case Unmonitor unmonitor -> ties.unmonitorTheirs(tie(actor, peer, unmonitor.from()));
            case Exited exited -> ties.farExited(tie(actor, peer, exited.from()), exited.reason());
            case Link link -> ties.linkTheirs(tie(actor, peer, link.from()));
            case Unlink unlink -> ties.unlinkTheirs(tie(actor, peer, unlink.from()));
            case Unlinked unlinked -> ties.unlinked(tie(actor, peer, unlinked.from()));
            case LinkExited exited -> ties.farLinkExited(tie(actor, peer, exited.from()), exited.reason());
            case StreamRead _, StreamCancelled _ -> throw new IllegalStateException(control + " is for no actor");
        }
    }

    private void takeForNobody(SystemId peer, RemoteControl control) {
        switch (control) {
            case Monitor(String from, String to) -> ties.answer(peer, new Exited(to, from, NO_ACTOR));
            case Link(String from, String to) -> ties.answer(peer, new LinkExited(to, from, NO_ACTOR));
            case Unlink(String from, String to) -> ties.answer(peer, new Unlinked(to, from));
            case StreamRead _, StreamCancelled _ -> throw new IllegalStateException(control + " is for no actor");
            case Stop _, Unmonitor _, Exited _, Unlinked _, LinkExited _ -> {} // it is gone, and all of it was said
        }
    }

    private Tie tie(ActorCell<?> near, SystemId peer, String far) {
        return new Tie(near, new RemoteRef<>(remoting, new ActorId(peer, far)));
    }
}
