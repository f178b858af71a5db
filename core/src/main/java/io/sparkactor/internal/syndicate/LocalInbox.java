package io.sparkactor.internal.syndicate;

import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Delivery;
import io.sparkactor.Inbox;
import io.sparkactor.Message;
import io.sparkactor.Messages;
import io.sparkactor.ReceiveTimeoutException;
import io.sparkactor.Request;
import io.sparkactor.SyndicateClosedException;
import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.CellStart;
import io.sparkactor.internal.cell.Envelope;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.internal.cell.TurnState;
import io.sparkactor.internal.waiting.Deadlines;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a syndicate and an endpoint have in common: an inbox, and sending in its name. Thread-safe. */
abstract class LocalInbox implements Inbox {

    abstract SyndicateCore core();

    abstract InboxRef inbox();

    @Override
    public final ActorRef<Object> ref() {
        return inbox();
    }

    @Override
    public final <M> ActorRef<M> createActor(ActorSpec<M> spec) {
        return CellStart.createTopLevel(core(), spec);
    }

    @Override
    public final <M> Delivery tell(ActorRef<M> target, M message) {
        BaseRef<M> ref = BaseRef.of(target);
        Objects.requireNonNull(message, "message");
        TurnState turn = TurnState.current();
        return ref.deliver(Envelope.tell(message, inbox(), turn), turn);
    }

    @Override
    public final <M, R> R ask(ActorRef<M> target, Request<? super M, R> request) {
        return BaseRef.of(target).ask(request);
    }

    @Override
    public final <M, R> R ask(ActorRef<M> target, Request<? super M, R> request, Duration timeout) {
        return BaseRef.of(target).ask(request, timeout);
    }

    @Override
    public final <M, R> R ask(ActorRef<M> target, M message, Class<R> replyType) {
        return BaseRef.of(target).ask(message, replyType);
    }

    @Override
    public final <M, R> R ask(ActorRef<M> target, M message, Class<R> replyType, Duration timeout) {
        return BaseRef.of(target).ask(message, replyType, timeout);
    }

    @Override
    public final Message<Object> receive(Duration timeout) {
        Message<Object> message = take(timeout, "receive");
        if (message != null) {
            return message;
        }
        if (inbox().isClosed()) {
            throw new SyndicateClosedException(inbox().path() + " is closed, so nothing can be received from it");
        }
        throw new ReceiveTimeoutException("no message arrived at " + inbox().path() + " within " + timeout.toMillis()
                + " ms; wait longer, or look for a handler that does not reply");
    }

    @Override
    public final Optional<Message<Object>> poll(Duration timeout) {
        Message<Object> message = take(timeout, "poll");
        if (message == null && inbox().isClosed()) {
            throw new SyndicateClosedException(inbox().path() + " is closed, so nothing can be received from it");
        }
        return Optional.ofNullable(message);
    }

    @Override
    public final Messages listen() {
        return new InboxMessages(inbox());
    }

    private @Nullable Message<Object> take(Duration timeout, String call) {
        Deadlines.notNegative(timeout, "timeout");
        return inbox().take(Deadlines.after(core().hooks(), timeout), call);
    }
}
