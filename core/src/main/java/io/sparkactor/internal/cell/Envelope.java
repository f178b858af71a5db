package io.sparkactor.internal.cell;

import io.sparkactor.ActorRef;
import io.sparkactor.ActorStoppedException;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Message;
import io.sparkactor.ReplySink;
import io.sparkactor.Request;
import io.sparkactor.SendOptions;
import io.sparkactor.StreamRequest;
import io.sparkactor.WaitInterruptedException;
import io.sparkactor.internal.waiting.Deadlines;
import io.sparkactor.spi.InboundMessage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message and its node in the mailbox at once: one allocation a send. Thread-safe for users; the link belongs to the mailbox.
 *
 * <p>It is linked into a queue at most once in its life; forwards, timers and the like make a new envelope around the same content.
 *
 * @param <M> the type of the content
 */
public final class Envelope<M> implements Message<M> {

    private static final VarHandle NEXT;
    private static final VarHandle EXTRAS;

    static {
        try {
            var lookup = MethodHandles.lookup();
            NEXT = lookup.findVarHandle(Envelope.class, "next", Envelope.class);
            EXTRAS = lookup.findVarHandle(Envelope.class, "extras", EnvelopeExtras.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final byte kind;
    private boolean linked;
    private final M content;
    private final BaseRef<?> sender;

    /** Through {@link #next()} and {@link #linkNext}; the mailbox writes it plainly where no call can be made. */
    @Nullable
    Envelope<?> next;

    private @Nullable EnvelopeExtras extras;

    Envelope(byte kind, M content, BaseRef<?> sender, @Nullable EnvelopeExtras extras) {
        this.kind = kind;
        this.content = content;
        this.sender = sender;
        this.extras = extras;
    }

    /** A message of somebody. */
    public static <M> Envelope<M> tell(M content, BaseRef<?> sender, @Nullable TurnState turn) {
        return new Envelope<>(Kind.TELL, content, sender, turn == null ? null : turn.inheritedExtras());
    }

    /** A message whose sender waits for a reply. */
    public static <M> Envelope<M> ask(M content, BaseRef<?> slot, @Nullable TurnState turn) {
        return new Envelope<>(Kind.ASK, content, slot, turn == null ? null : turn.inheritedExtras());
    }

    static <M> Envelope<M> withOptions(M content, BaseRef<?> sender, SendOptions options, @Nullable TurnState turn) {
        Map<String, String> headers = options.headers();
        String trace = turn == null ? null : turn.trace();
        if (trace != null && !headers.containsKey(SendOptions.TRACE_PARENT)) {
            headers = options.withHeader(SendOptions.TRACE_PARENT, trace).headers();
        }
        if (options.timeToLive().equals(SendOptions.FOR_EVER)) {
            return new Envelope<>(Kind.TELL, content, sender, new EnvelopeExtras(headers, null));
        }
        long expiresAt = Deadlines.after(sender.core().hooks(), options.timeToLive());
        return new Envelope<>(Kind.EXPIRING, content, sender, new EnvelopeExtras(headers, null, expiresAt));
    }

    /** A message that has come from another system, with what it has there. */
    public static <M> Envelope<M> arrived(InboundMessage message, M content, BaseRef<?> sender) {
        Integer generation = message.generation();
        if (generation != null) {
            var extras = new GenerationExtras(message.headers(), message.deadlineNanos(), message.id(), generation);
            return new Envelope<>(Kind.EXPIRING, content, sender, extras);
        }
        return new Envelope<>(kindOf(message), content, sender, arrivedExtras(message));
    }

    /** Most messages have nothing of that. */
    private static @Nullable EnvelopeExtras arrivedExtras(InboundMessage message) {
        boolean any = !message.headers().isEmpty() || message.deadlineNanos() != Long.MAX_VALUE || message.id() != null;
        return any ? new EnvelopeExtras(message.headers(), null, message.deadlineNanos(), message.id()) : null;
    }

    private static byte kindOf(InboundMessage message) {
        if (message.sender() != null && message.asker() != null) {
            return Kind.ASK;
        }
        return message.deadlineNanos() == Long.MAX_VALUE ? Kind.TELL : Kind.EXPIRING;
    }

    /** The same message, of nobody. */
    public Envelope<M> withoutSender() {
        return new Envelope<>(kind, content, sender.core().nobody(), extras());
    }

    /** Until when somebody has a use for it, on the scale of the hooks; {@link Long#MAX_VALUE} for ever. */
    public long deadlineNanos() {
        if (kind == Kind.ASK) {
            return sender.askDeadlineNanos();
        }
        EnvelopeExtras own = kind == Kind.EXPIRING ? extras() : null;
        return own == null ? Long.MAX_VALUE : own.expiresAt;
    }

    /** Whether its sender is the slot of an ask. */
    public boolean isAsk() {
        return kind == Kind.ASK;
    }

    @Override
    public M content() {
        return content;
    }

    @Override
    @SuppressWarnings("unchecked") // whatever is sent is checked by the receiver
    public ActorRef<Object> sender() {
        return (ActorRef<Object>) sender;
    }

    /** The sender as the runtime sees it. */
    public BaseRef<?> senderRef() {
        return sender;
    }

    @Override
    public Delivery reply(Object reply) {
        Objects.requireNonNull(reply, "reply");
        noteAnswer();
        TurnState turn = TurnState.current();
        return sender.replied(reply, TurnState.senderOf(turn, sender.core()), turn);
    }

    /** Somebody answers: tells the holder of a message that was given. */
    public void noteAnswer() {
        if (kind == Kind.DELEGATED) {
            Assignment.of(this).answered();
        }
    }

    @Override
    public <R> Delivery reply(Request<?, R> request, R reply) {
        checkContent(request);
        return reply(reply);
    }

    @Override
    public <C, R> ReplySink<C, R> stream(StreamRequest<?, C, R> request) {
        checkContent(request);
        if (kind == Kind.DELEGATED) {
            Assignment.of(this).opened();
        }
        return sender.openSink();
    }

    private void checkContent(Object request) {
        if (Objects.requireNonNull(request, "request") != content && !request.equals(content)) {
            throw new IllegalArgumentException("the request to answer must be the content of the message, which is a "
                    + content.getClass().getName() + ", not another "
                    + request.getClass().getName());
        }
    }

    @Override
    public Delivery forward(ActorRef<? super M> target) {
        BaseRef<?> ref = BaseRef.of(target);
        if (ref.isRemote() && sender.isStream()) {
            throw new UnsupportedOperationException(
                    "the request of a stream cannot be forwarded to another system; ask " + ref.path()
                            + " for a stream, and send on what that gives");
        }
        byte passedKind = passedKind();
        sender.askMovedTo(ref);
        try {
            Delivery delivery = ref.deliver(
                    new Envelope<>(passedKind, content, sender, passedExtras(passedKind)), TurnState.current());
            if (delivery instanceof Delivery.Refused refused) {
                sender.askRefused(refused.reason());
            }
            return delivery;
        } catch (ActorStoppedException | WaitInterruptedException e) { // while it waited for a place at the target
            sender.askRefused(DeadLetterReason.OVERFLOW);
            throw e;
        }
    }

    private byte passedKind() {
        byte ownKind = kind;
        if (kind == Kind.DELEGATED) {
            Assignment.of(this).answered(); // by somebody else from now on, with a place of its own in the books
            ownKind = Assignment.of(this).messageKind();
        }
        return ownKind == Kind.TICK || ownKind == Kind.DURABLE ? Kind.TELL : ownKind; // no timer's any more
    }

    /** What is still true of the message when somebody else gets it. */
    private @Nullable EnvelopeExtras passedExtras(byte passedKind) {
        EnvelopeExtras own = extras();
        if (own == null || own.headers.isEmpty() && passedKind != Kind.EXPIRING) {
            return null;
        }
        return new EnvelopeExtras(own.headers, null, own.expiresAt);
    }

    @Override
    public Map<String, String> headers() {
        EnvelopeExtras own = extras();
        return own == null ? EnvelopeExtras.NO_HEADERS : own.headers;
    }

    @Override
    public String id() {
        return ownExtras().id(sender.core());
    }

    /** Its identifier if somebody has asked for it, else null. */
    public @Nullable String idIfMade() {
        EnvelopeExtras own = extras();
        return own == null ? null : own.idIfMade();
    }

    /** The same message, of the same id, to be linked once more. A tick comes again as an ordinary message: its timer has done with it. */
    Envelope<M> again() {
        return new Envelope<>(kind == Kind.TICK ? Kind.TELL : kind, content, sender, ownExtras());
    }

    /** Without the content, which may be private. */
    @Override
    public String toString() {
        return "Message(" + content.getClass().getSimpleName() + " from " + sender.path() + ")";
    }

    /** Whether it has failed and comes next, to be handled once more. */
    boolean isRetried() {
        EnvelopeExtras own = extras();
        return own != null && own.isRetried();
    }

    /** Whether it had a time to live and that is over. */
    public boolean isExpired() {
        EnvelopeExtras own = kind == Kind.EXPIRING ? extras() : null;
        return own != null
                && own.expiresAt != Long.MAX_VALUE
                && sender.core().hooks().nanoTime() - own.expiresAt >= 0;
    }

    /** Whether it is for another life of its receiver than this one. */
    boolean isForAnother(int generation) {
        return extras() instanceof GenerationExtras own && own.generation != generation;
    }

    @Nullable
    EnvelopeExtras extras() {
        return (EnvelopeExtras) EXTRAS.getAcquire(this);
    }

    /** The rare fields, made when first needed. */
    EnvelopeExtras ownExtras() {
        EnvelopeExtras own = extras();
        if (own == null) {
            EnvelopeExtras made = new EnvelopeExtras(EnvelopeExtras.NO_HEADERS, null);
            own = (EnvelopeExtras) EXTRAS.compareAndExchange(this, null, made);
            own = own == null ? made : own;
        }
        return own;
    }

    /** Marks it as linked; only asserted, as it costs. */
    boolean linkOnce() {
        boolean first = !linked;
        linked = true;
        return first;
    }

    @Nullable
    Envelope<?> next() {
        return (Envelope<?>) NEXT.getAcquire(this);
    }

    void linkNext(Envelope<?> following) {
        NEXT.setRelease(this, following);
    }

    /** Cuts the link of a consumed node, so that a kept message does not keep all that came behind it. */
    void unlink() {
        next = null;
    }
}
