package io.sparkactor.benchmarks.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.function.LongConsumer;

/** Sends one frame a call, from the next client to one by chance; they are called {@code client-0} and so on. Confined to the pacer's thread. */
final class RandomSender implements LongConsumer {

    private final List<LoadClient> clients;
    private final Random random = new Random(1);
    private int next;

    RandomSender(List<LoadClient> clients) {
        this.clients = clients;
    }

    @Override
    public void accept(long due) {
        next = (next + 1) % clients.size();
        try {
            clients.get(next).send("client-" + random.nextInt(clients.size()), due);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
