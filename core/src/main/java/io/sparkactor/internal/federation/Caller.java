package io.sparkactor.internal.federation;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.FederationException;
import io.sparkactor.Message;
import io.sparkactor.internal.cell.FrameworkActor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Calls one system that is to be a member, once; then it ends. */
final class Caller extends Actor<Vouched> implements FrameworkActor {

    private static final Logger LOG = System.getLogger("io.sparkactor.Federation");

    private final Home home;
    private final ActorRef<Object> steward;

    Caller(Home home, ActorRef<Object> steward) {
        this.home = home;
        this.steward = steward;
    }

    @Override
    protected void process(Message<Vouched> message) {
        try {
            Handshake.Outcome outcome = new Handshake(home, steward).call(message.content());
            long now = home.hooks().nanoTime();
            outcome.others().stream()
                    .filter(other -> !other.system().equals(home.systemId()))
                    .filter(other -> home.peers().get(other.system()) == null)
                    .forEach(other -> home.contacts().want(other, now));
            tell(new Order.Admit(outcome, true), steward);
        } catch (FederationException e) {
            LOG.log(Level.DEBUG, "not joined yet: {0}", e.getMessage());
        } finally {
            stop();
        }
    }
}
