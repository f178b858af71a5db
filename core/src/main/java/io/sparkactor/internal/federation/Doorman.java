package io.sparkactor.internal.federation;

import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.FederationException.Reason;
import io.sparkactor.SystemId;
import io.sparkactor.internal.federation.Fields.MalformedException;
import io.sparkactor.internal.seal.Handshakes.Parties;
import io.sparkactor.internal.seal.Handshakes.Role;
import io.sparkactor.spi.ControlOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How others join this system; the other side is the {@link Handshake}. Answers over the way by which it was asked, and calls nobody back. Confined
 * to the steward.
 */
final class Doorman {

    private final Home home;
    private final ActorRef<Object> self;
    private final Challenges challenges = new Challenges();

    /**
     * An answer.
     *
     * @param words what is answered
     * @param joined who is a member now; null if nobody
     */
    record Answer(Map<String, Object> words, @Nullable Peer joined) {}

    Doorman(Home home, ActorRef<Object> self) {
        this.home = home;
        this.self = self;
    }

    /** Whether a Java system is there: others are told nothing at all. */
    boolean isJava(SystemId from) {
        return home.probe(from) instanceof ControlOutcome.Taken;
    }

    /** @throws MalformedException if it makes no sense */
    Map<String, Object> hello(SystemId from, Fields hello) {
        String theirs = hello.text(Words.NONCE, Words.NONCE_LENGTH);
        long version = hello.number(Words.VERSION_OF, 1, Long.MAX_VALUE);
        if (version != Words.VERSION || theirs.length() != Words.NONCE_LENGTH) {
            return refusal(Reason.MALFORMED, "it speaks version " + Words.VERSION + " of the federation");
        }
        String ours = home.nonce();
        if (!challenges.add(from, theirs, ours, home.hooks().nanoTime())) {
            return refusal(
                    Reason.BUSY, "as many others as it answers at once want to join it; try again a little later");
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(Words.OP, Words.CHALLENGE);
        answer.put(Words.NONCE, ours);
        answer.put(Words.PROTECTED, home.handshakes().isProtected());
        return answer;
    }

    /** @throws MalformedException if it makes no sense */
    Answer join(SystemId from, Fields join, List<Vouched> members) {
        String theirs = join.text(Words.CALLER_NONCE, Words.NONCE_LENGTH);
        String ours = challenges.take(from, theirs, home.hooks().nanoTime());
        if (ours == null) {
            return refused(Reason.TIMED_OUT, "it has sent no challenge lately; say hello first");
        }
        var parties = new Parties(from, home.systemId(), theirs, ours);
        Map<String, Object> said = Handshake.said(join, Words.PROFILE, Words.ACTOR);
        if (!home.handshakes().isProof(join.text(Words.PROOF, Words.LONGEST_TEXT), Role.CALLER, parties, said)) {
            return refused(Reason.TOKEN_REFUSED, "the token is another one; give all members the same");
        }
        ActorRef<Object> steward = home.syndicate().ref(new ActorId(from, join.uuid(Words.ACTOR)), Object.class);
        Profile profile = Profile.read(join.fields(Words.PROFILE));
        return new Answer(
                welcome(parties, members),
                Peer.heard(home.hooks(), from, steward, home.handshakes().seals(parties), profile));
    }

    private Map<String, Object> welcome(Parties parties, List<Vouched> members) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put(Words.PROFILE, home.own().profile().toMap());
        said.put(Words.ACTOR, self.id().uuid());
        said.put(Words.MEMBERS, Membership.plain(members));
        Map<String, Object> welcome = new LinkedHashMap<>(said);
        welcome.put(Words.OP, Words.WELCOME);
        welcome.put(Words.PROOF, home.handshakes().proof(Role.CALLED, parties, said));
        return welcome;
    }

    private static Answer refused(Reason reason, String text) {
        return new Answer(refusal(reason, text), null);
    }

    /** A refusal in words. */
    static Map<String, Object> refusal(Enum<?> reason, String text) {
        Map<String, Object> refusal = new LinkedHashMap<>();
        refusal.put(Words.OP, Words.REFUSED);
        refusal.put(Words.REASON, reason.name());
        refusal.put(Words.TEXT, text.substring(0, Math.min(text.length(), Words.LONGEST_TEXT)));
        return refusal;
    }
}
