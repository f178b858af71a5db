package io.sparkactor.remote.internal.peer;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.queue.Item;
import java.util.ArrayList;
import java.util.List;

/**
 * What sessions with one peer had taken from the queue, and never sent, when they ended: it goes out first in the next one, whichever side
 * begins that. Confined to the loop.
 */
final class Unsent {

    private final Parts parts;
    private List<Item> items = new ArrayList<>();

    Unsent(Parts parts) {
        this.parts = parts;
    }

    /** A session is over, and has not sent these. */
    void keep(List<Item> unsent) {
        items.addAll(unsent);
    }

    /** A session begins, with all of them. */
    List<Item> take() {
        List<Item> taken = items;
        items = new ArrayList<>();
        return taken;
    }

    /** Settles what nobody wants any more. */
    void sweep() {
        long now = parts.nanoTime();
        items.removeIf(item -> {
            DeadLetterReason unwanted = item.unwanted(now);
            if (unwanted != null) {
                item.failed(unwanted);
            }
            return unwanted != null;
        });
    }

    /** There will be no further session: all end with that reason. */
    void close(DeadLetterReason reason) {
        take().forEach(item -> item.failed(reason));
    }
}
