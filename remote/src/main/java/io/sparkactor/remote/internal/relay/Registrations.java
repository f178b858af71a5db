package io.sparkactor.remote.internal.relay;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.net.Loop;
import io.sparkactor.remote.internal.relay.bounds.UsedSignatures;
import io.sparkactor.remote.internal.relay.settings.RelaySettings;
import io.sparkactor.remote.internal.websocket.FrameHeader.Ack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Register;
import io.sparkactor.remote.internal.websocket.RelayProofs;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may be there for which system. Confined to the loop.
 *
 * <p>With a secret, whoever shows that it knows it gets the place at once, whoever had it before: a client whose connection is half open comes
 * back without waiting. Without one nobody can be told from anybody else, so whoever is there and alive stays.
 */
final class Registrations {

    private final RelaySettings settings;
    private final Loop loop;
    private final Clients clients;
    private final Counters counters;
    private final @Nullable RelayProofs proofs;
    private final UsedSignatures used = new UsedSignatures();

    Registrations(RelaySettings settings, Loop loop, Clients clients, Counters counters) {
        this.settings = settings;
        this.loop = loop;
        this.clients = clients;
        this.counters = counters;
        proofs = Hub.proofs(settings);
    }

    void register(Client client, Register frame) {
        Refusal refusal = refusal(client, frame);
        if (refusal != null) {
            client.refuse(refusal, frame);
            return;
        }
        Client present = clients.of(frame.source());
        if (present == null || present == client || proofs != null) {
            accept(client, frame);
        } else {
            probe(present, client, frame);
        }
    }

    private @Nullable Refusal refusal(Client client, Register frame) {
        SystemId system = client.system();
        if (client.isProbing()) {
            return Refusal.UNREGISTERED;
        }
        if (system != null && !system.equals(frame.source())) {
            return Refusal.FORGED;
        }
        if (clients.isClosing()) {
            return Refusal.CLOSING;
        }
        if (settings.challengeOnly() && !client.isChallenged()) {
            return Refusal.AUTHENTICATION;
        }
        if (proofs == null) {
            return null;
        }
        return client.isChallenged() ? answered(proofs, client, frame) : signed(proofs, frame);
    }

    private static @Nullable Refusal answered(RelayProofs proofs, Client client, Register frame) {
        // A challenge is good for one answer.
        String nonce = client.takeChallenge();
        boolean right = nonce != null
                && RelayProofs.isNonce(frame.frameId())
                && RelayProofs.matches(proofs.ofClient(nonce, frame.frameId(), frame.source()), frame.auth());
        return right ? null : Refusal.AUTHENTICATION;
    }

    private @Nullable Refusal signed(RelayProofs proofs, Register frame) {
        String right = proofs.ofOriginal(frame.source(), frame.frameId());
        // What is signed is joined by colons, so a system with a colon in its id could pass for another one.
        if (frame.source().uuid().indexOf(':') >= 0 || !RelayProofs.matches(right, frame.auth())) {
            return Refusal.AUTHENTICATION;
        }
        return used.add(right) ? null : Refusal.REPLAYED;
    }

    /** Asks the one that is there whether it lives. */
    private void probe(Client present, Client client, Register frame) {
        long asked = loop.hooks().nanoTime();
        present.ping();
        client.probing(loop.timer(() -> {
            Client now = clients.of(frame.source());
            if (client.isEnded()) {
                return;
            }
            if (now == null || now == present && !present.isHeardSince(asked)) {
                accept(client, frame);
            } else {
                client.refuse(Refusal.TAKEN, frame);
            }
        }));
    }

    private void accept(Client client, Register frame) {
        SystemId system = frame.source();
        Client before = clients.register(system, client);
        if (before != null && before != client) {
            before.replaced();
        }
        counters.registered();
        client.answer(new Ack(Client.RELAY, system, frame.frameId(), proof(client, frame)));
        // Behind the answer, as frames may be there already that wait for it.
        client.registered(system);
    }

    private @Nullable String proof(Client client, Register frame) {
        return proofs == null || !client.isChallenged()
                ? null
                : proofs.ofRelay(client.challenge(), frame.frameId(), frame.source());
    }
}
