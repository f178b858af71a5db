package io.sparkactor.internal.ask;

import io.sparkactor.ActorStoppedException;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.ExecutorCallException;
import io.sparkactor.ReplyStream;
import io.sparkactor.WaitInterruptedException;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.internal.cell.Asking;
import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.Envelope;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.internal.cell.TurnState;
import io.sparkactor.internal.waiting.Deadlines;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How the refs of one syndicate ask. Thread-safe. */
public final class Asks implements Asking {

    private final SyndicateCore core;
    private final Duration defaultTimeout;

    /** Slots that no thread waits for; a close fails those that are left. */
    private final Set<FutureSlot> futures = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    /** The asks of a syndicate. */
    public Asks(SyndicateCore core, Duration defaultTimeout) {
        this.core = core;
        this.defaultTimeout = defaultTimeout;
    }

    @Override
    public <R> R ask(BaseRef<?> target, Object request, @Nullable Class<R> replyType, @Nullable Duration timeout) {
        TurnState turn = TurnState.current();
        ActorCell<?> asker = turn == null ? null : turn.cell();
        WaitingSlot slot = new WaitingSlot(terms(target, request, replyType, timeout, turn), asker);
        AskFailure hopeless = hopeless(slot, turn);
        Object outcome = hopeless;
        if (hopeless == null) {
            send(slot, turn);
            outcome = slot.await(turn);
        }
        if (outcome instanceof AskFailure failure) {
            throw slot.terms().exception(failure);
        }
        return slot.terms().checked(Objects.requireNonNull(outcome));
    }

    @Override
    public <R> CompletableFuture<R> askAsync(
            BaseRef<?> target, Object request, @Nullable Class<R> replyType, @Nullable Duration timeout) {
        TurnState turn = TurnState.current();
        AskTerms terms = terms(target, request, replyType, timeout, turn);
        FutureSlot.ReplyFuture<R> future = FutureSlot.open(terms, turn == null ? null : turn.cell(), futures::remove);
        FutureSlot slot = future.slot();
        futures.add(slot);
        send(slot, turn);
        slot.start();
        if (closed) {
            close(); // it may have been added behind the close
        }
        if (!slot.isPending()) {
            futures.remove(slot); // it was settled before it was added
        }
        return future;
    }

    @Override
    public <C, R> ReplyStream<C, R> askStream(BaseRef<?> target, Object request, @Nullable Duration timeout) {
        if (!target.takesStreams()) {
            throw new UnsupportedOperationException(target.path() + " cannot be asked for a stream, as its system"
                    + " has no word for that; ask for one reply, or have it tell piece by piece");
        }
        TurnState turn = TurnState.current();
        AskTerms terms = terms(target, request, null, timeout, turn);
        StreamSlot<C, R> slot = new StreamSlot<>(terms, timeoutNanos(timeout), turn == null ? null : turn.cell());
        boolean asked = false;
        try {
            Delivery delivery = target.deliver(Envelope.ask(request, slot, turn), turn);
            if (delivery instanceof Delivery.Refused refused) {
                throw terms.exception(new AskFailure.Refused(refused.reason()));
            }
            asked = true;
        } finally {
            if (!asked) {
                slot.close();
            }
        }
        return slot.reader();
    }

    @Override
    public void close() {
        closed = true;
        List.copyOf(futures).forEach(slot -> slot.fail(new AskFailure.Refused(DeadLetterReason.SYNDICATE_CLOSED)));
    }

    private static void send(AskSlot slot, @Nullable TurnState turn) {
        Envelope<?> envelope = Envelope.ask(slot.terms().request(), slot, turn);
        try {
            if (slot.terms().target().deliver(envelope, turn) instanceof Delivery.Refused refused) {
                slot.fail(new AskFailure.Refused(refused.reason()));
            }
        } catch (ActorStoppedException e) { // while it waited for a place at the target
            slot.fail(new AskFailure.AskerStopped());
        } catch (WaitInterruptedException e) {
            slot.fail(new AskFailure.Interrupted());
        }
    }

    /** Why an ask need not even be sent; null if it may have a reply. */
    private static @Nullable AskFailure hopeless(WaitingSlot slot, @Nullable TurnState turn) {
        ActorCell<?> asker = slot.asker();
        if (asker == null || turn == null) {
            return null;
        }
        AskFailure circle = AskCycle.plain(asker, slot.terms().target(), turn);
        if (circle != null) {
            return circle;
        }
        return slot.terms().deadlineNanos() <= slot.terms().startedNanos() ? new AskFailure.TimedOut() : null;
    }

    private AskTerms terms(
            BaseRef<?> target,
            Object request,
            @Nullable Class<?> replyType,
            @Nullable Duration timeout,
            @Nullable TurnState turn) {
        Objects.requireNonNull(request, "request");
        long now = core.hooks().nanoTime();
        long deadline = now + timeoutNanos(timeout);
        ActorCell<?> asker = turn == null ? null : turn.cell();
        if (asker != null && turn != null && turn.isSpeaking()) {
            throw new ExecutorCallException("ask(…)", asker.path());
        }
        Envelope<?> handled = turn == null ? null : turn.message();
        long outerDeadline = handled != null && handled.isAsk() ? handled.deadlineNanos() : Long.MAX_VALUE;
        if (outerDeadline < deadline) {
            return new AskTerms(asker, target, request, replyType, now, outerDeadline, true);
        }
        return new AskTerms(asker, target, request, replyType, now, deadline, false);
    }

    private long timeoutNanos(@Nullable Duration timeout) {
        return Deadlines.nanos(timeout == null ? defaultTimeout : Deadlines.positive(timeout, "timeout"));
    }
}
