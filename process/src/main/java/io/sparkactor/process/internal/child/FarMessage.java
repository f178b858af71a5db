package io.sparkactor.process.internal.child;

import io.sparkactor.ActorRef;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.ExecutorCallException;
import io.sparkactor.Message;
import io.sparkactor.ReplySink;
import io.sparkactor.Request;
import io.sparkactor.StreamRequest;
import io.sparkactor.process.internal.wire.RefText;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message from the syndicate. Thread-safe: it may be kept and answered later, unless it was answered in its handler.
 *
 * @param <M> the type of the content
 */
final class FarMessage<M> implements Message<M> {

    private final Link link;
    private final long number;
    private final String senderText;
    private final Map<String, String> headers;
    private @Nullable M content;
    private @Nullable FarRef<Object> sender; // guarded by this, as all below
    private @Nullable String id;
    private boolean inHand = true;
    private boolean answered;

    FarMessage(Link link, long number, String senderText, Map<String, String> headers) {
        this.link = link;
        this.number = number;
        this.senderText = senderText;
        this.headers = Collections.unmodifiableMap(headers);
    }

    /** Sets the content, before anybody has the message. */
    @SuppressWarnings("unchecked") // the syndicate has looked at its type
    void content(@Nullable Object decoded) {
        content = (M) decoded;
    }

    /** The handler has returned; whether somebody may still want the sender, so that the syndicate is to keep it. */
    synchronized boolean handled() {
        inHand = false;
        if (sender == null && (answered || RefText.isNobody(senderText))) {
            return false;
        }
        FarRef<Object> unused = sender(); // while there is this, the syndicate keeps it too
        return true;
    }

    @Override
    public M content() {
        return Objects.requireNonNull(content, "content");
    }

    @Override
    public synchronized FarRef<Object> sender() {
        FarRef<Object> known = sender;
        if (known == null) {
            known = link.refs().sender(RefText.parse(senderText).withHandle(number));
            sender = known;
        }
        return known;
    }

    @Override
    public Delivery reply(Object reply) {
        Objects.requireNonNull(reply, "reply");
        synchronized (this) {
            if (!inHand && answered && sender == null) {
                return new Delivery.Refused(DeadLetterReason.LATE_REPLY);
            }
            answered = true;
        }
        return link.reply(number, reply);
    }

    @Override
    public <R> Delivery reply(Request<?, R> request, R reply) {
        if (!Objects.requireNonNull(request, "request").equals(content)) {
            throw new IllegalArgumentException("the request to answer must be the content of the message, which is a "
                    + content().getClass().getName() + ", not another "
                    + request.getClass().getName());
        }
        return reply(reply);
    }

    @Override
    public <C, R> ReplySink<C, R> stream(StreamRequest<?, C, R> request) {
        throw new ExecutorCallException("stream(…)", link.refs().selfPath());
    }

    @Override
    public Delivery forward(ActorRef<? super M> target) {
        synchronized (this) {
            if (!inHand) {
                throw new ExecutorCallException(
                        "forward(…) of a message whose handler has returned",
                        link.refs().selfPath());
            }
            answered = true; // by somebody else
        }
        return link.forward(number, target);
    }

    @Override
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public synchronized String id() {
        String known = id;
        if (known == null) {
            known = UUID.randomUUID().toString();
            id = known;
        }
        return known;
    }

    /** Without the content, which may be private. */
    @Override
    public String toString() {
        return "Message(" + content().getClass().getSimpleName() + " from "
                + RefText.parse(senderText).path() + ")";
    }
}
