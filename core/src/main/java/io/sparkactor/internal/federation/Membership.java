package io.sparkactor.internal.federation;

import io.sparkactor.ActorContext;
import io.sparkactor.ActorRef;
import io.sparkactor.ExitReason;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.RuntimeEvent.MemberLeft.Why;
import io.sparkactor.SystemId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Who is a member, from the first word to the last. Confined to the steward. */
final class Membership {

    private final Home home;
    private final ActorContext<Object> context;
    private final Lodgers lodgers;
    private final Map<ActorRef<?>, SystemId> callers = new LinkedHashMap<>();
    private boolean open = true;

    Membership(Home home, ActorContext<Object> context, Lodgers lodgers) {
        this.home = home;
        this.context = context;
        this.lodgers = lodgers;
    }

    /** Whether it takes others in; not between a leave and the next join. */
    boolean isOpen() {
        return open;
    }

    /** This system has joined another one. */
    void joined(Order.Admit admit) {
        Peer peer = admit.outcome().peer();
        if (admit.recalled() && !open) {
            say(peer, bare(Words.LEAVE)); // it was called before this system left
            return;
        }
        open = true;
        admit(peer);
    }

    /** Another system is a member now, or once more. */
    void admit(Peer joined) {
        SystemId system = joined.system();
        Peer before = home.peers().get(system);
        if (before != null && before.steward().equals(joined.steward())) {
            home.peers().put(joined.withSeals(before.seals().behind(joined.seals())));
            home.contacts().here(system);
            return;
        }
        if (before != null) {
            remove(before, Why.UNREACHABLE); // it has restarted, and no way has told us
        }
        home.peers().put(joined);
        home.contacts().here(system);
        context.monitor(joined.steward());
        publish(() -> new RuntimeEvent.MemberJoined(joined.view(home.hooks())));
    }

    /** It has said that it lives, and what it is. */
    void renew(Peer peer, Profile profile) {
        Peer now = peer.renewed(home.hooks(), profile);
        home.peers().put(now);
        if (!profile.saysTheSameAs(peer.profile())) {
            publish(() -> new RuntimeEvent.MemberUpdated(now.view(home.hooks())));
        }
    }

    /** A member knows another one. Of two that do not know each other one calls, so that there are not two connections. */
    void consider(Vouched other) {
        SystemId system = other.system();
        long now = home.hooks().nanoTime();
        if (home.peers().get(system) == null
                && home.systemId().uuid().compareTo(system.uuid()) < 0
                && home.contacts().isNews(system, now)) {
            home.contacts().want(other, now);
        }
    }

    /** It is a member no more. */
    void remove(Peer peer, Why why) {
        home.peers().remove(peer.system());
        context.unmonitor(peer.steward());
        home.contacts().gone(peer.system(), why == Why.LEFT, home.hooks().nanoTime());
        lodgers.ownerGone(peer.system());
        publish(() -> new RuntimeEvent.MemberLeft(peer.view(home.hooks()), why));
    }

    /** An actor that is monitored has ended, which may be the steward of a member. */
    void exited(ActorRef<?> actor, ExitReason reason) {
        Peer peer = home.peers().get(actor.id().systemId());
        if (peer != null && peer.steward().equals(actor)) {
            remove(peer, reason instanceof ExitReason.Unreachable ? Why.UNREACHABLE : Why.LEFT);
        }
    }

    /** Looks who is silent for too long, says that this system lives, and calls those that are lost. */
    void tick() {
        long now = home.hooks().nanoTime();
        for (Peer peer : home.peers().all()) {
            if (peer.isExpired(now)) {
                remove(peer, Why.LEASE_EXPIRED);
            }
        }
        renewAll();
        home.contacts().due(now).forEach(this::recall);
    }

    private void recall(Vouched where) {
        if (home.peers().get(where.system()) == null && !callers.containsValue(where.system())) {
            ActorRef<Object> self = context.self();
            ActorRef<Vouched> caller = context.createActor(() -> new Caller(home, self));
            callers.put(caller, where.system());
            context.tell(where, caller);
        }
    }

    /** Whether it was one of those that call. */
    boolean callerEnded(ActorRef<?> child) {
        return callers.remove(child) != null;
    }

    /** Says to all members what this system is. */
    void renewAll() {
        Map<String, Object> renewal = bare(Words.RENEW);
        renewal.put(Words.PROFILE, home.own().profile().toMap());
        renewal.put(Words.MEMBERS, plain(vouched()));
        home.peers().all().forEach(peer -> say(peer, renewal));
    }

    /** Takes leave of all. */
    void leave() {
        open = false;
        sayGoodbye();
        callers.keySet().forEach(context::stop);
        home.peers().all().forEach(peer -> remove(peer, Why.LEFT));
        home.contacts().allGone(home.hooks().nanoTime());
    }

    /** Says to all members that this system is one no more. */
    void sayGoodbye() {
        home.peers().all().forEach(peer -> say(peer, bare(Words.LEAVE)));
    }

    private void say(Peer peer, Map<String, Object> words) {
        context.tell(peer.seals().sign(words, home.systemId()), peer.steward());
    }

    /** The members, with where they are. */
    List<Vouched> vouched() {
        return home.peers().all().stream()
                .limit(Words.MOST_MEMBERS)
                .map(peer -> new Vouched(peer.system(), peer.profile().address()))
                .toList();
    }

    static List<Object> plain(List<Vouched> members) {
        List<Object> plain = new ArrayList<>();
        members.forEach(member -> plain.add(member.toMap()));
        return plain;
    }

    private static Map<String, Object> bare(String op) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put(Words.OP, op);
        return words;
    }

    private void publish(Supplier<RuntimeEvent> event) {
        home.core().events().publish(event);
    }
}
