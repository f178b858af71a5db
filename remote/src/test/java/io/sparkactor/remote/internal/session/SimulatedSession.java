package io.sparkactor.remote.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.DeadLetterReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Two peers and a network that does its worst, all by one seed: it cuts connections at any byte, lets one side know long before the other,
 * delays dials until later ones have overtaken them, and lets the bytes of dead connections arrive late.
 */
final class SimulatedSession {

    private static final int STEPS_A_MESSAGE = 400;

    private final Random random;
    private final int messages;
    private final SimulatedPeer dialler;
    private final SimulatedPeer acceptor;
    private final boolean givesUp;
    private int cutsLeft;

    /** The connection of each side; they differ while one of them knows more than the other. */
    private @Nullable SimulatedConnection ofDialler;

    private @Nullable SimulatedConnection ofAcceptor;
    private final List<SimulatedConnection> dialled = new ArrayList<>();

    /** Connections that are dead, but whose bytes the acceptor may still read. */
    private final List<SimulatedConnection> stale = new ArrayList<>();

    SimulatedSession(long seed, int messages, SessionTwin twin) {
        this.random = new Random(seed);
        this.messages = messages;
        SessionLimits limits = new SessionLimits(
                20 + random.nextInt(200),
                2_000 + random.nextInt(20_000),
                1 + random.nextInt(100),
                100 + random.nextInt(9_000));
        this.dialler = new SimulatedPeer(messages, limits, twin, random);
        this.acceptor = new SimulatedPeer(messages, limits, SessionTwin.NONE, random);
        dialler.faces(acceptor);
        acceptor.faces(dialler);
        this.cutsLeft = random.nextInt(300);
        this.givesUp = random.nextInt(4) == 0;
    }

    /** Runs it to its end, and balances the books. */
    void run() throws SessionException {
        int last = givesUp ? random.nextInt(messages * 4) : Integer.MAX_VALUE;
        for (int step = 0; step < last && !isDone(); step++) {
            if (step == messages * STEPS_A_MESSAGE) {
                throw new AssertionError("the session gets nowhere");
            }
            step();
        }
        if (givesUp) {
            dialler.giveUp();
            acceptor.giveUp();
        }
        balance(dialler, acceptor);
        balance(acceptor, dialler);
    }

    private boolean isDone() {
        return dialler.isDone() && acceptor.isDone();
    }

    private void step() throws SessionException {
        switch (random.nextInt(12)) {
            case 0, 1 -> offer(random.nextBoolean() ? dialler : acceptor);
            case 2, 3 -> write(dialler);
            case 4, 5 -> write(acceptor);
            case 6 -> read(dialler, connection(dialler));
            case 7 -> read(acceptor, connection(acceptor));
            case 8 -> acknowledge(random.nextBoolean() ? dialler : acceptor);
            case 9 -> deliver(random.nextBoolean() ? dialler : acceptor);
            case 10 -> handshake();
            default -> hurt();
        }
    }

    private void offer(SimulatedPeer peer) {
        for (int i = random.nextInt(30); i > 0; i--) {
            peer.offer();
        }
    }

    private void deliver(SimulatedPeer peer) {
        for (int i = random.nextInt(50); i > 0; i--) {
            peer.deliver();
        }
    }

    private @Nullable SimulatedConnection connection(SimulatedPeer peer) {
        SimulatedConnection connection = peer == dialler ? ofDialler : ofAcceptor;
        return connection != null && peer.isConnectedTo(connection) ? connection : null;
    }

    private @Nullable SimulatedPipe out(SimulatedPeer peer) {
        SimulatedConnection connection = connection(peer);
        if (connection == null) {
            return null;
        }
        return peer == dialler ? connection.toAcceptor : connection.toDialler;
    }

    private void write(SimulatedPeer peer) {
        SimulatedPipe out = out(peer);
        if (out == null) {
            return;
        }
        for (int i = random.nextInt(40); i > 0; i--) {
            var item = peer.outbound.next();
            if (item == null) {
                return;
            }
            out.write(item.frame(peer.outbound.seq()));
        }
    }

    private void acknowledge(SimulatedPeer peer) {
        SimulatedPipe out = out(peer);
        if (out != null && (peer.inbound.due() || peer.inbound.pending() && random.nextInt(4) != 0)) {
            out.write(peer.acknowledge());
        }
    }

    private void read(SimulatedPeer peer, @Nullable SimulatedConnection connection) throws SessionException {
        if (connection == null) {
            return;
        }
        SimulatedPipe in = peer == dialler ? connection.toDialler : connection.toAcceptor;
        int whole = in.onTheWay();
        for (SessionFrame frame : in.arrive(random.nextBoolean() ? whole : random.nextInt(whole + 1))) {
            peer.handle(frame);
            if (random.nextBoolean()) {
                peer.deliver();
            }
        }
        if (in.isAtItsEnd()) {
            drop(peer, connection);
        }
    }

    /** A side has learned that the connection is dead. */
    private void drop(SimulatedPeer peer, SimulatedConnection connection) {
        connection.toDialler.end();
        connection.toAcceptor.end();
        if (peer == dialler && ofDialler == connection) {
            ofDialler = null;
            dialler.disconnected();
        }
        if (peer == acceptor && ofAcceptor == connection) {
            ofAcceptor = null;
            acceptor.disconnected();
        }
    }

    private void handshake() throws SessionException {
        if (ofDialler == null) {
            ofDialler = new SimulatedConnection(dialler.received());
            dialled.add(ofDialler);
        } else if (ofDialler.acceptorReceived >= 0 && !dialler.isConnectedTo(ofDialler)) {
            dialler.connected(ofDialler, ofDialler.acceptorReceived);
        } else if (ofDialler.acceptorReceived < 0 && cutsLeft > 0 && random.nextInt(4) == 0) {
            cutsLeft--; // no answer for too long: the dial may still be accepted, behind the next one
            drop(dialler, ofDialler);
        }
        if (!dialled.isEmpty() && random.nextBoolean()) {
            accept(dialled.remove(random.nextInt(dialled.size())));
        }
    }

    private void accept(SimulatedConnection connection) throws SessionException {
        if (ofAcceptor != null) {
            stale.add(ofAcceptor);
            drop(acceptor, ofAcceptor);
        }
        ofAcceptor = connection;
        connection.acceptorReceived = acceptor.received();
        acceptor.connected(connection, connection.diallerReceived);
    }

    private void hurt() throws SessionException {
        if (!stale.isEmpty() && random.nextInt(4) == 0) {
            read(acceptor, stale.remove(random.nextInt(stale.size())));
        }
        if (cutsLeft == 0 || random.nextInt(10) != 0) {
            return;
        }
        cutsLeft--;
        boolean atDialler = random.nextBoolean();
        SimulatedConnection connection = atDialler ? ofDialler : ofAcceptor;
        if (connection != null) {
            drop(atDialler ? dialler : acceptor, connection);
        }
    }

    /** Each item has exactly one end, and the one that the receiver knows of. */
    private void balance(SimulatedPeer from, SimulatedPeer to) {
        boolean[] received = to.taken;
        for (int number = 0; number < from.offered(); number++) {
            DeadLetterReason refused = to.refused[number];
            boolean right = switch (from.ends[number]) {
                case null -> false;
                case ItemEnd.Delivered _ -> received[number] && refused == null;
                case ItemEnd.Failed(DeadLetterReason reason)
                when reason == DeadLetterReason.EXPIRED -> !received[number];
                case ItemEnd.Failed(DeadLetterReason reason) -> received[number] && refused == reason;
                case ItemEnd.Unacknowledged _ -> givesUp;
                case ItemEnd.Unsent _ -> givesUp && !received[number];
            };
            if (!right) {
                throw new AssertionError(number + " ended as " + from.ends[number] + ", but was "
                        + (received[number] ? "received, refused: " + refused : "never received"));
            }
        }
        assertThat(givesUp || from.offered() == messages).isTrue();
    }
}
