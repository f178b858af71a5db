package io.sparkactor.internal.federation;

import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.AskException;
import io.sparkactor.AskRefusedException;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.Connection;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.FederationException;
import io.sparkactor.FederationException.Reason;
import io.sparkactor.SystemId;
import io.sparkactor.TransportHealth;
import io.sparkactor.internal.federation.Fields.MalformedException;
import io.sparkactor.internal.seal.Handshakes.Parties;
import io.sparkactor.internal.seal.Handshakes.Role;
import io.sparkactor.spi.ControlOutcome;
import io.sparkactor.spi.RuntimeHooks;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How this system joins another one; the other side is the {@link Doorman}. Waits for the other side, on the thread of whoever calls.
 *
 * <pre>
 * hello, with a number of ours      →
 *                                   ←  challenge, with a number of theirs
 * join: profile, proof over both    →
 *                                   ←  welcome: profile, members, proof over both
 * </pre>
 *
 * @param home this system
 * @param self the actor here that knows the members
 * @param until when it gives up at the latest, on the scale of {@link RuntimeHooks#nanoTime}; null if each step may take its own time
 */
record Handshake(Home home, ActorRef<Object> self, @Nullable Long until) {

    /** How long a connection may take, unless there is less time. */
    static final Duration CONNECT = Duration.ofSeconds(5);

    /** One that may take its time. */
    Handshake(Home home, ActorRef<Object> self) {
        this(home, self, null);
    }

    /**
     * What came of it.
     *
     * @param peer the new member
     * @param others the members that it knows
     */
    record Outcome(Peer peer, List<Vouched> others) {}

    /**
     * Finds a way to a system where none leads, and joins it.
     *
     * @throws FederationException if that cannot be
     */
    Outcome call(Vouched where) {
        home.contacts().calledAt(where);
        if (home.probe(where.system()) instanceof ControlOutcome.Refused) {
            open(where);
        }
        return join(where.system());
    }

    /** One that leads nowhere is not left: what is sent would wait there, and not go the way that the other side may have made meanwhile. */
    private void open(Vouched where) {
        TransportHealth before = home.remoting().health().get(where.system());
        boolean ours = before == null || !before.address().equals(where.address());
        Connection connection = connect(where);
        boolean connected = false;
        try {
            if (ours) {
                home.contacts().opened(where, connection);
            }
            awaitConnected(connection, patience());
            connected = true;
        } finally {
            if (ours && !connected) {
                connection.close();
            }
        }
    }

    private Connection connect(Vouched where) {
        try {
            return home.remoting().connect(where.system(), where.socketAddress());
        } catch (IllegalStateException e) {
            throw failed(Reason.UNREACHABLE, "no way leads to " + where + ": " + e.getMessage(), e);
        }
    }

    /** Whether no time is left. */
    boolean isOver() {
        return until != null && until - home.hooks().nanoTime() <= 0;
    }

    /** How long it may wait for the other side just now. */
    private Duration patience() {
        if (until == null) {
            return CONNECT;
        }
        long left = until - home.hooks().nanoTime();
        return Duration.ofNanos(Math.clamp(left, 1, CONNECT.toNanos()));
    }

    /** Until then nobody knows who is there. */
    static void awaitConnected(Connection connection, Duration patience) {
        if (!connection.awaitConnected(patience)) {
            throw failed(
                    Reason.UNREACHABLE,
                    connection.peer() + " did not answer within " + patience.toMillis() + " ms; look whether it runs",
                    null);
        }
    }

    /**
     * Joins a system to which a way leads.
     *
     * @throws FederationException if that cannot be
     */
    Outcome join(SystemId peer) {
        checkJava(peer);
        try {
            ActorRef<Object> steward = home.syndicate().ref(peer, Words.STEWARD, Object.class);
            String nonce = home.nonce();
            Fields challenge = ask(peer, steward, hello(nonce), Words.CHALLENGE);
            checkProtected(peer, challenge.truth(Words.PROTECTED));
            var parties = new Parties(home.systemId(), peer, nonce, challenge.text(Words.NONCE, Words.NONCE_LENGTH));
            return welcomed(parties, ask(peer, steward, join(parties), Words.WELCOME));
        } catch (FederationException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw failed(Reason.MALFORMED, "what " + peer + " says makes no sense here: " + e.getMessage(), e);
        }
    }

    private void checkJava(SystemId peer) {
        if (home.probe(peer) instanceof ControlOutcome.Unsupported) {
            throw failed(
                    Reason.NOT_JAVA,
                    peer
                            + " is the Python original, whose federation speaks in pickles; a Java system joins Java systems"
                            + " only. Talk to it by its refs",
                    null);
        }
    }

    private void checkProtected(SystemId peer, boolean protectedThere) {
        if (protectedThere != home.handshakes().isProtected()) {
            throw failed(
                    Reason.TOKEN_REFUSED,
                    protectedThere
                            ? peer + " wants a token; give c.federation(f -> f.token(…)) the one that its members have"
                            : peer + " has no token, but this system has; give all members the same, or none",
                    null);
        }
    }

    private Map<String, Object> hello(String nonce) {
        Map<String, Object> hello = new LinkedHashMap<>();
        hello.put(Words.OP, Words.HELLO);
        hello.put(Words.VERSION_OF, Words.VERSION);
        hello.put(Words.NONCE, nonce);
        return hello;
    }

    private Map<String, Object> join(Parties parties) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put(Words.PROFILE, home.own().profile().toMap());
        said.put(Words.ACTOR, self.id().uuid());
        Map<String, Object> join = new LinkedHashMap<>(said);
        join.put(Words.OP, Words.JOIN);
        join.put(Words.CALLER_NONCE, parties.callerNonce());
        join.put(Words.PROOF, home.handshakes().proof(Role.CALLER, parties, said));
        return join;
    }

    private Outcome welcomed(Parties parties, Fields welcome) {
        SystemId peer = parties.called();
        Map<String, Object> said = said(welcome, Words.PROFILE, Words.ACTOR, Words.MEMBERS);
        if (!home.handshakes().isProof(welcome.text(Words.PROOF, Words.LONGEST_TEXT), Role.CALLED, parties, said)) {
            throw failed(
                    Reason.TOKEN_REFUSED,
                    peer + " could not show that it has the token of this system; give all members the same",
                    null);
        }
        ActorRef<Object> steward = home.syndicate().ref(new ActorId(peer, welcome.uuid(Words.ACTOR)), Object.class);
        Profile profile = Profile.read(welcome.fields(Words.PROFILE));
        return new Outcome(
                Peer.heard(home.hooks(), peer, steward, home.handshakes().seals(parties), profile),
                Vouched.read(welcome));
    }

    /** What a side has said of itself, as it came. */
    static Map<String, Object> said(Fields fields, String... names) {
        Map<String, Object> said = new LinkedHashMap<>();
        for (String name : names) {
            Object value = fields.map().get(name);
            if (value == null) {
                throw Fields.malformed(name);
            }
            said.put(name, value);
        }
        return said;
    }

    private Fields ask(SystemId peer, ActorRef<Object> steward, Map<String, Object> question, String expected) {
        Fields answer;
        try {
            answer = Fields.of(
                    until == null ? steward.ask(question, Map.class) : steward.ask(question, Map.class, patience()));
        } catch (AskException e) {
            checkJava(peer); // which may have shown only meanwhile
            throw unanswered(peer, e);
        }
        String op = answer.text(Words.OP, Words.LONGEST_REASON);
        if (op.equals(Words.REFUSED)) {
            throw failed(
                    reason(answer.text(Words.REASON, Words.LONGEST_REASON)),
                    peer + " refused to be joined: " + answer.text(Words.TEXT, Words.LONGEST_TEXT),
                    null);
        }
        if (!op.equals(expected)) {
            throw new MalformedException("it answers with " + op + " instead of " + expected);
        }
        return answer;
    }

    private static Reason reason(String word) {
        try {
            return Reason.valueOf(word);
        } catch (IllegalArgumentException e) {
            return Reason.MALFORMED;
        }
    }

    private static FederationException unanswered(SystemId peer, AskException e) {
        return switch (e) {
            case AskTimeoutException _ ->
                failed(Reason.TIMED_OUT, peer + " has not answered in time: " + e.getMessage(), e);
            case AskTargetStoppedException _ -> notFederated(peer, e);
            case AskRefusedException refused
            when refused.reason() == DeadLetterReason.NO_ACTOR -> notFederated(peer, e);
            default -> failed(Reason.UNREACHABLE, peer + " could not be asked: " + e.getMessage(), e);
        };
    }

    private static FederationException notFederated(SystemId peer, AskException e) {
        return failed(
                Reason.NOT_FEDERATED, peer + " takes part in no federation; open it with c -> c.federation(f -> …)", e);
    }

    private static FederationException failed(Reason reason, String message, @Nullable Throwable cause) {
        return new FederationException(reason, message, cause);
    }
}
