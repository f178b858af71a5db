package io.sparkactor.internal.executor;

import io.sparkactor.ActorRef;
import io.sparkactor.Delivery;
import io.sparkactor.Message;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.Envelope;
import io.sparkactor.internal.cell.Speaker;
import io.sparkactor.internal.cell.TurnState;
import io.sparkactor.spi.ExecutorHome;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.ThreadRole;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The home of one instance that lives outside of the turns. Thread-safe.
 *
 * @param <M> the type of messages
 */
final class LocalHome<M> implements ExecutorHome<M> {

    private final ActorCell<M> cell;
    private final Queue<Speaker> speakers = new ConcurrentLinkedQueue<>();
    private final Lifeline lifeline = new Lifeline();

    /** Told of the first death. Written before the actor is known to others. */
    private volatile @Nullable Consumer<Throwable> heir;

    /** The message that is being handled. Written by the turn. */
    private volatile @Nullable Envelope<?> handled;

    LocalHome(ActorCell<M> cell) {
        this.cell = cell;
    }

    @Override
    public ActorRef<M> self() {
        return cell;
    }

    @Override
    public String path() {
        return cell.path();
    }

    @Override
    public RuntimeHooks hooks() {
        return cell.core().hooks();
    }

    @Override
    public Thread startThread(String name, Runnable body) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(body, "body");
        Speaker speaker = new Speaker(cell);
        speakers.add(speaker);
        return hooks().startThread(ThreadRole.EXECUTOR, name, () -> speak(speaker, body));
    }

    /** What escapes is the end of the instance: nobody else would end the step that its turn waits for. */
    private void speak(Speaker speaker, Runnable body) {
        try {
            TurnState.speak(speaker, body);
        } catch (Throwable escaped) {
            failed(escaped);
            throw escaped;
        }
    }

    @Override
    public <T> Delivery tell(T message, ActorRef<? super T> target) {
        return send(message, BaseRef.of(target));
    }

    private Delivery send(Object message, BaseRef<?> ref) {
        Objects.requireNonNull(message, "message");
        TurnState turn = speaking();
        Envelope<?> before = begin(turn);
        try {
            return ref.deliver(Envelope.tell(message, cell, turn), turn);
        } finally {
            end(turn, before);
        }
    }

    @Override
    public Delivery refuse(Object message) {
        return send(message, cell.core().nobody());
    }

    @Override
    public boolean hasSender(Message<?> message) {
        return !BaseRef.of(message.sender()).isNobody();
    }

    @Override
    public Delivery reply(Message<?> message, Object reply) {
        if (Objects.requireNonNull(message, "message") instanceof Envelope<?> envelope) {
            envelope.noteAnswer();
        }
        BaseRef<?> sender = BaseRef.of(message.sender());
        TurnState turn = speaking();
        Envelope<?> before = begin(turn);
        try {
            return sender.replied(Objects.requireNonNull(reply, "reply"), cell, turn);
        } finally {
            end(turn, before);
        }
    }

    /** The state of a thread that speaks for this actor or runs its turn; null on any other. */
    private @Nullable TurnState speaking() {
        TurnState turn = TurnState.current();
        return turn == null || turn.cell() != cell ? null : turn;
    }

    /** What is sent inherits the trace of the message that is being handled; what the thread handled before. */
    private @Nullable Envelope<?> begin(@Nullable TurnState turn) {
        if (turn == null) {
            return null;
        }
        Envelope<?> before = turn.message();
        if (turn.isSpeaking()) {
            turn.handling(handled);
        }
        return before;
    }

    /** Keeps no message of an actor that is idle then. */
    private static void end(@Nullable TurnState turn, @Nullable Envelope<?> before) {
        if (turn != null && turn.isSpeaking()) {
            turn.handling(before);
        }
    }

    @Override
    public void stop() {
        cell.stopSelf();
    }

    @Override
    public void failed(Throwable cause) {
        Consumer<Throwable> told = heir;
        if (lifeline.cut(cause) && told != null) {
            told.accept(cause); // also where a step has failed by it: that may just have ended well
        }
    }

    /** Says who is told when the instance dies. */
    void bequeath(Consumer<Throwable> told) {
        heir = told;
    }

    /** Why the instance has died; null while it lives. */
    @Nullable
    Throwable death() {
        return lifeline.death();
    }

    /** A step begins: it fails when the instance dies. */
    void begins(StepWait begun, @Nullable Envelope<?> message) {
        handled = message;
        speakers.forEach(Speaker::begins);
        lifeline.begins(begun);
    }

    /** The step is over. */
    void ended() {
        lifeline.ended();
        handled = null;
    }

    /** The actor is to stop: those who speak for it wait in the framework no more. */
    void stopRequested() {
        speakers.forEach(Speaker::stopRequested);
    }

    /** The actor whose home this is. */
    ActorCell<M> cell() {
        return cell;
    }
}
