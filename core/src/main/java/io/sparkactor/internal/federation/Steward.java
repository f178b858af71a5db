package io.sparkactor.internal.federation;

import io.sparkactor.Actor;
import io.sparkactor.ActorExited;
import io.sparkactor.ActorRef;
import io.sparkactor.ChildExited;
import io.sparkactor.ExitReason;
import io.sparkactor.FederationException;
import io.sparkactor.Message;
import io.sparkactor.PlacementException;
import io.sparkactor.RuntimeEvent.MemberLeft.Why;
import io.sparkactor.Signal;
import io.sparkactor.SystemId;
import io.sparkactor.internal.cell.FrameworkActor;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The actor that speaks with its like in other systems, and decides who is a member. Never waits: what takes time is done by its children, or by
 * those who call.
 */
final class Steward extends Actor<Object> implements FrameworkActor {

    /** A lease is renewed so many times in its span. */
    private static final int RENEWALS = 3;

    private final Home home;
    private final Complaints complaints;
    private @Nullable Parts parts;

    /** What there is once the actor has begun. */
    private record Parts(Doorman doorman, Lodgers lodgers, Membership membership) {}

    Steward(Home home) {
        this.home = home;
        this.complaints = new Complaints(home.hooks());
    }

    @Override
    protected void preStart() {
        Lodgers lodgers = new Lodgers(home, context());
        parts = new Parts(new Doorman(home, self()), lodgers, new Membership(home, context(), lodgers));
        scheduleEvery(home.own().settings().lease().dividedBy(RENEWALS), new Order.Tick());
    }

    private Doorman doorman() {
        return Objects.requireNonNull(parts).doorman();
    }

    private Lodgers lodgers() {
        return Objects.requireNonNull(parts).lodgers();
    }

    private Membership membership() {
        return Objects.requireNonNull(parts).membership();
    }

    @Override
    protected void process(Message<Object> message) {
        switch (message.content()) {
            case Order order -> obey(order, message);
            case Lodgers.Lodged lodged -> lodgers().arrived(message.sender(), lodged);
            case Map<?, ?> words -> hear(message, new Fields(words));
            default ->
                complaints.about(message.sender() + " has sent a "
                        + message.content().getClass().getName());
        }
    }

    private void obey(Order order, Message<Object> message) {
        switch (order) {
            case Order.Tick _ -> membership().tick();
            case Order.Announce _ -> membership().renewAll();
            case Order.Admit admit -> {
                membership().joined(admit);
                message.reply(Boolean.TRUE);
            }
            case Order.Leave _ -> {
                membership().leave();
                message.reply(Boolean.TRUE);
            }
        }
    }

    private void hear(Message<Object> message, Fields fields) {
        SystemId from = message.sender().id().systemId(); // of which the transport is sure
        if (from.equals(home.systemId())) {
            complaints.about(message.sender() + " of this system has sent words of the federation");
            return;
        }
        String op = "";
        try {
            op = fields.text(Words.OP, Words.LONGEST_REASON);
            switch (op) {
                case Words.HELLO, Words.JOIN -> stranger(from, op, message, fields);
                case Words.PLACE -> place(from, message, fields);
                case Words.RENEW, Words.LEAVE -> member(from, op, message, fields);
                default -> complaints.about(from + " has sent the unknown word " + op);
            }
        } catch (IllegalArgumentException e) {
            complaints.about("what " + from + " has sent makes no sense: " + e.getMessage());
            if (op.equals(Words.HELLO) || op.equals(Words.JOIN) || op.equals(Words.PLACE)) {
                message.reply(Doorman.refusal(FederationException.Reason.MALFORMED, "" + e.getMessage()));
            }
        }
    }

    private void stranger(SystemId from, String op, Message<Object> message, Fields fields) {
        if (!doorman().isJava(from)) {
            complaints.about(from + " wants to join, but is no Java system; it is not answered");
        } else if (!membership().isOpen()) {
            message.reply(Doorman.refusal(
                    FederationException.Reason.NOT_FEDERATED, "it has left its federation, and has joined none since"));
        } else if (op.equals(Words.HELLO)) {
            message.reply(doorman().hello(from, fields));
        } else {
            Doorman.Answer answer = doorman().join(from, fields, membership().vouched());
            Peer joined = answer.joined();
            if (joined != null) {
                membership().admit(joined);
            } else {
                complaints.about(
                        from + " was refused as a member: " + answer.words().get(Words.TEXT));
            }
            message.reply(answer.words());
        }
    }

    private void member(SystemId from, String op, Message<Object> message, Fields fields) {
        Peer peer = home.peers().get(from);
        if (peer == null || !peer.steward().equals(message.sender())) {
            return; // of somebody that was lost here and does not know it yet, or of one that is no steward
        }
        if (!peer.seals().take(fields.map(), from)) {
            complaints.about("a word in the name of " + from + " was not signed by it, or came before");
        } else if (op.equals(Words.LEAVE)) {
            membership().remove(peer, Why.LEFT);
        } else {
            membership().renew(peer, Profile.read(fields.fields(Words.PROFILE)));
            Vouched.read(fields).forEach(membership()::consider);
        }
    }

    private void place(SystemId from, Message<Object> message, Fields fields) {
        Peer peer = home.peers().get(from);
        if (peer == null || !peer.seals().take(fields.map(), from)) {
            message.reply(
                    Doorman.refusal(
                            PlacementException.Reason.NOT_A_MEMBER,
                            "it does not count the asking system as a member just now; try again after a renewal of its lease"));
            return;
        }
        lodgers().take(from, message, PlacementOrder.read(fields));
    }

    @Override
    protected void onSignal(Signal signal) {
        switch (signal) {
            case ActorExited(ActorRef<?> actor, ExitReason reason) -> {
                if (!lodgers().left(actor)) {
                    membership().exited(actor, reason);
                }
            }
            case ChildExited(ActorRef<?> child, ExitReason _) -> {
                if (!membership().callerEnded(child)) {
                    lodgers().placerEnded(child);
                }
            }
            default -> {}
        }
    }

    @Override
    protected void postStop() {
        membership().sayGoodbye();
    }
}
