package io.sparkactor.remote.internal.link;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.remote.internal.net.Outbox;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.queue.Item;
import io.sparkactor.remote.internal.queue.Outgoing;

/**
 * Moves envelopes from a queue to a connection on which nobody says what has arrived. So a message counts as delivered when its bytes have
 * left, and whatever was handed to a write that failed may have arrived or not. Confined to the loop.
 */
public final class PlainPump {

    /** The connection. */
    public interface Writer {

        /** Whether more should be written now. */
        boolean isWritable();

        /** Writes an envelope, which is settled with the outcome of that, unless this throws. */
        void write(Outgoing message, byte[] envelope);

        /** Sends all that was written. */
        void flush();
    }

    private final Parts parts;
    private final Outbox<Item> outbox;
    private final Writer writer;
    private boolean pumping;

    /** From a queue to a connection. */
    public PlainPump(Parts parts, Outbox<Item> outbox, Writer writer) {
        this.parts = parts;
        this.outbox = outbox;
        this.writer = writer;
    }

    /** Moves what can go now. */
    public void pump() {
        if (pumping) {
            return; // a flush may call back, as it makes room
        }
        pumping = true;
        try {
            long now = parts.nanoTime();
            boolean any = false;
            while (writer.isWritable()) {
                Item item = outbox.poll();
                if (item == null) {
                    break;
                }
                any |= write(item, now);
            }
            if (any) {
                writer.flush();
            }
        } finally {
            pumping = false;
        }
    }

    private boolean write(Item item, long now) {
        DeadLetterReason unwanted = item.unwanted(now);
        byte[] envelope = item instanceof Outgoing message ? message.envelope() : null;
        if (unwanted != null || envelope == null) {
            item.failed(unwanted == null ? DeadLetterReason.NOT_ENCODABLE : unwanted);
            return false;
        }
        boolean written = false;
        try {
            writer.write((Outgoing) item, envelope);
            written = true;
        } finally {
            if (!written) { // as when memory is out: it is in no queue any more
                item.failed(DeadLetterReason.DISCONNECTED);
            }
        }
        return true;
    }
}
