package io.sparkactor.internal.federation;

import io.sparkactor.FederationMember.Health;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Which members can take an actor. Stateless. */
final class Choice {

    private Choice() {}

    /** Those that are live, have all that is required and host the class; first where the fewest were placed, of equals by their ids. */
    static List<Peer> of(List<Peer> peers, Map<String, Object> required, String className, long now) {
        return peers.stream()
                .filter(peer -> why(peer, required, className, now).isEmpty())
                .sorted(Comparator.comparingLong((Peer peer) -> peer.profile().placed())
                        .thenComparing(peer -> peer.system().uuid()))
                .toList();
    }

    /** Why each member cannot; in words. */
    static String explain(List<Peer> peers, Map<String, Object> required, String className, long now) {
        if (peers.isEmpty()) {
            return "there is no other member";
        }
        List<String> reasons = new ArrayList<>();
        for (Peer peer : peers) {
            reasons.add(peer.profile().name() + " " + String.join(", ", why(peer, required, className, now)));
        }
        return String.join("; ", reasons);
    }

    private static List<String> why(Peer peer, Map<String, Object> required, String className, long now) {
        List<String> why = new ArrayList<>();
        List<String> missing = Capabilities.missing(required, peer.profile().capabilities());
        if (!missing.isEmpty()) {
            why.add("lacks " + String.join(" and ", missing));
        }
        if (!peer.profile().hosts().contains(className)) {
            why.add("does not host " + className);
        }
        if (peer.health(now) != Health.LIVE) {
            why.add("was not heard of lately");
        }
        return why;
    }
}
