package io.sparkactor.internal.federation;

import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskException;
import io.sparkactor.AskRefusedException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.AskWrongReplyException;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Placement;
import io.sparkactor.PlacementException;
import io.sparkactor.PlacementException.Reason;
import io.sparkactor.SystemId;
import io.sparkactor.internal.federation.Fields.MalformedException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How actors are placed, on the thread of whoever wants them. Thread-safe. */
final class Placing {

    /** Where another member may still say yes: it was refused for reasons of the one that was asked, and nothing was made. */
    private static final Set<Reason> TRY_NEXT =
            Set.of(Reason.NOT_HOSTED, Reason.MISSING_CAPABILITY, Reason.AT_CAPACITY, Reason.NOT_A_MEMBER);

    private final Home home;

    Placing(Home home) {
        this.home = home;
    }

    /** See {@link io.sparkactor.Syndicate#createActor(ActorSpec, Placement)}. */
    <M> ActorRef<M> create(ActorSpec<M> spec, Placement placement) {
        return switch (placement) {
            case Placement.Local _ -> home.syndicate().createActor(spec);
            case Placement.Auto(boolean tied) -> anywhere(spec, tied);
            case Placement.On(SystemId system, boolean tied) -> on(system, spec, tied);
        };
    }

    private <M> ActorRef<M> anywhere(ActorSpec<M> spec, boolean tied) {
        List<String> missing =
                Capabilities.missing(spec.requirements(), home.own().capabilities());
        if (missing.isEmpty()) {
            return home.syndicate().createActor(spec);
        }
        PlacementOrder order = PlacementOrder.of(spec, tied);
        long now = home.hooks().nanoTime();
        List<Peer> members = home.peers().all();
        PlacementException last = null;
        for (Peer peer : Choice.of(members, spec.requirements(), order.className(), now)) {
            try {
                return at(peer, order);
            } catch (PlacementException e) {
                if (!TRY_NEXT.contains(e.reason())) {
                    throw e;
                }
                last = e;
            }
        }
        if (last != null) {
            throw last;
        }
        throw new PlacementException(
                Reason.NO_MEMBER,
                "no member can take " + order.className() + ": " + home.core().name() + " lacks "
                        + String.join(" and ", missing) + "; "
                        + Choice.explain(members, spec.requirements(), order.className(), now)
                        + ". Join a member that has it all, or require less",
                null);
    }

    private <M> ActorRef<M> on(SystemId system, ActorSpec<M> spec, boolean tied) {
        if (system.equals(home.systemId())) {
            check(home.core().name(), spec, home.own().capabilities());
            return home.syndicate().createActor(spec);
        }
        PlacementOrder order = PlacementOrder.of(spec, tied);
        Peer peer = home.peers().get(system);
        if (peer == null) {
            throw new PlacementException(
                    Reason.UNKNOWN_MEMBER,
                    system + " is no member just now; these are: "
                            + home.peers().all().stream()
                                    .map(each -> each.profile().name())
                                    .toList()
                            + ". Join it, or wait for RuntimeEvent.MemberJoined",
                    null);
        }
        check(peer.profile().name(), spec, peer.profile().capabilities());
        return at(peer, order);
    }

    private static void check(String name, ActorSpec<?> spec, Map<String, Object> present) {
        List<String> missing = Capabilities.missing(spec.requirements(), present);
        if (!missing.isEmpty()) {
            throw new PlacementException(
                    Reason.MISSING_CAPABILITY,
                    name + " lacks " + String.join(" and ", missing)
                            + ", which the actor requires; name another member, or let Placement.auto() choose",
                    null);
        }
    }

    private <M> ActorRef<M> at(Peer peer, PlacementOrder order) {
        String what = "the actor of " + order.className() + " was not placed at "
                + peer.profile().name();
        ActorRef<Object> steward = home.syndicate().ref(peer.system(), Words.STEWARD, Object.class);
        try {
            return placed(
                    peer, what, Fields.of(steward.ask(peer.seals().sign(order.toMap(), home.systemId()), Map.class)));
        } catch (AskException e) {
            throw unanswered(what, e);
        } catch (MalformedException e) {
            throw new PlacementException(
                    Reason.MALFORMED,
                    what + ", or it was: what that system answers makes no sense here: " + e.getMessage()
                            + "; look whether both run the same version",
                    e);
        }
    }

    private <M> ActorRef<M> placed(Peer peer, String what, Fields answer) {
        if (answer.text(Words.OP, Words.LONGEST_REASON).equals(Words.PLACED)) {
            ActorRef<M> placed = ref(peer, answer.uuid(Words.ACTOR));
            home.peers().change(peer.system(), Peer::withOneMore);
            return placed;
        }
        throw new PlacementException(
                reason(answer.text(Words.REASON, Words.LONGEST_REASON)),
                what + ": " + answer.text(Words.TEXT, Words.LONGEST_TEXT),
                null);
    }

    /** Of that member in any case: who answers names no actor of somebody else. */
    @SuppressWarnings("unchecked") // its class takes what the spec says
    private <M> ActorRef<M> ref(Peer peer, String uuid) {
        return (ActorRef<M>) home.syndicate().ref(new ActorId(peer.system(), uuid), Object.class);
    }

    private static Reason reason(String word) {
        return Arrays.stream(Reason.values())
                .filter(each -> each.name().equals(word))
                .findFirst()
                .orElse(Reason.MALFORMED);
    }

    private static PlacementException unanswered(String what, AskException e) {
        return switch (e) {
            case AskTimeoutException _ ->
                new PlacementException(
                        Reason.TIMED_OUT,
                        what
                                + " in time; it may come to be yet, and is then stopped if its system still can tell. Raise"
                                + " c.askTimeout(…) if its constructor or preStart takes long",
                        e);
            case AskRefusedException refused
            when refused.reason() == DeadLetterReason.NOT_ENCODABLE ->
                new PlacementException(
                        Reason.NOT_ENCODABLE,
                        what
                                + ": an argument of its constructor does not travel, as the log says; both systems must allow"
                                + " its type: Remote.tcp().allow(…)",
                        e);
            case AskWrongReplyException _ -> new PlacementException(Reason.MALFORMED, what + ": " + e.getMessage(), e);
            default -> new PlacementException(Reason.UNREACHABLE, what + ": " + e.getMessage(), e);
        };
    }
}
