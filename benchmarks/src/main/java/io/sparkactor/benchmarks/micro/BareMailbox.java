package io.sparkactor.benchmarks.micro;

import io.sparkactor.Delivery;
import io.sparkactor.internal.cell.Envelope;
import io.sparkactor.internal.cell.MailboxQueue;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.internal.cell.TurnState;
import org.jspecify.annotations.Nullable;

/** A mailbox without an actor. Senders: any thread; who takes must be alone. */
final class BareMailbox extends MailboxQueue<Integer> {

    BareMailbox() {
        endStart();
    }

    /** Puts a message in; true if nothing was in before, and somebody has to come and take. */
    boolean send(Integer content) {
        return enqueue(Envelope.tell(content, this, null));
    }

    /** Takes all that is in, until the mailbox is idle; the sum of it. */
    long takeAll() {
        long sum = 0;
        Envelope<?> envelope = head();
        while (envelope != null) {
            sum += (Integer) envelope.content();
            envelope = advance(envelope);
        }
        return sum;
    }

    @Override
    public SyndicateCore core() {
        throw new UnsupportedOperationException("there is no syndicate");
    }

    @Override
    public Delivery deliver(Envelope<?> envelope, @Nullable TurnState turn) {
        throw new UnsupportedOperationException("there is no actor");
    }

    @Override
    public String path() {
        return "bare";
    }

    @Override
    protected long serial() {
        return 0;
    }
}
