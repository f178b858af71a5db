package io.sparkactor.internal.federation;

import io.sparkactor.ActorContext;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.PlacementException.Reason;
import io.sparkactor.SystemId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The actors that members have placed here. Confined to the steward. */
final class Lodgers {

    private final Home home;
    private final ActorContext<Object> context;
    private final Map<ActorRef<?>, Lodged> lodgers = new LinkedHashMap<>();
    private final Set<ActorRef<?>> placers = new HashSet<>();

    /**
     * An actor that was placed.
     *
     * @param actor which
     * @param owner who has asked for it
     * @param tied whether it ends with the membership of the owner
     */
    record Lodged(ActorRef<?> actor, SystemId owner, boolean tied) {}

    Lodgers(Home home, ActorContext<Object> context) {
        this.home = home;
        this.context = context;
    }

    /** Somebody wants an actor here: refuses, or has it made by an actor of its own, as user code may take its time. */
    void take(SystemId owner, Message<Object> message, PlacementOrder order) {
        FederationSettings settings = home.own().settings();
        Class<?> type = settings.hosts().get(order.className());
        List<String> missing =
                Capabilities.missing(order.requirements(), home.own().capabilities());
        if (type == null) {
            refuse(
                    message,
                    Reason.NOT_HOSTED,
                    "it does not host the class " + order.className() + "; it would with c.federation(f -> f.host("
                            + simpleName(order.className()) + ".class))");
        } else if (!missing.isEmpty()) {
            refuse(message, Reason.MISSING_CAPABILITY, "it lacks " + missing);
        } else if (lodgers.size() + placers.size() >= settings.mostPlaced()) {
            refuse(
                    message,
                    Reason.AT_CAPACITY,
                    "it hosts " + settings.mostPlaced()
                            + " actors, as many as c.federation(f -> f.mostPlaced(…)) says");
        } else {
            ActorRef<Placer.Job> placer = context.createActor(Placer::new);
            placers.add(placer);
            placer.tell(new Placer.Job(message, order, type, owner, context.self()));
        }
    }

    private static String simpleName(String className) {
        return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }

    private static void refuse(Message<Object> message, Reason reason, String text) {
        message.reply(Doorman.refusal(reason, text));
    }

    /** From here on the actor counts, and no longer the one that has made it, which may end later. */
    void arrived(ActorRef<?> placer, Lodged lodged) {
        placers.remove(placer);
        if (lodged.tied() && home.peers().get(lodged.owner()) == null) {
            context.stop(lodged.actor());
            return;
        }
        lodgers.put(lodged.actor(), lodged);
        context.monitor(lodged.actor());
        home.own().placed(lodgers.size());
    }

    /** It may have made nothing. */
    void placerEnded(ActorRef<?> placer) {
        placers.remove(placer);
    }

    /** Whether it was one of these that has stopped. */
    boolean left(ActorRef<?> actor) {
        boolean was = lodgers.remove(actor) != null;
        home.own().placed(lodgers.size());
        return was;
    }

    void ownerGone(SystemId owner) {
        for (Lodged lodged : List.copyOf(lodgers.values())) {
            if (lodged.tied() && lodged.owner().equals(owner)) {
                context.stop(lodged.actor());
            }
        }
    }
}
