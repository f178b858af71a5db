package io.sparkactor.internal.syndicate;

import io.sparkactor.ActorNotFoundException;
import io.sparkactor.ActorRef;
import io.sparkactor.MessageTypeException;
import io.sparkactor.Publication;
import io.sparkactor.Registry;
import io.sparkactor.SyndicateClosedException;
import io.sparkactor.Topic;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.internal.cell.TurnState;
import io.sparkactor.internal.cell.TurnWait;
import io.sparkactor.internal.topics.Member;
import io.sparkactor.internal.waiting.Deadlines;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names and topics of one syndicate, behind the types that users see. Thread-safe. */
final class LocalRegistry implements Registry {

    /** Names as {@link io.sparkactor.ActorSpec#named} takes them; anything else nobody will ever have. */
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*");

    private final SyndicateCore core;

    LocalRegistry(SyndicateCore core) {
        this.core = core;
    }

    @Override
    public <M> Optional<ActorRef<M>> find(String path, Class<M> messageType) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(messageType, "messageType");
        ActorCell<?> found = core.names().find(core.root(), path);
        return found == null ? Optional.empty() : Optional.of(typed(found, messageType));
    }

    @Override
    public <M> ActorRef<M> await(String path, Class<M> messageType, Duration timeout) {
        if (!PATH.matcher(Objects.requireNonNull(path, "path")).matches()) {
            throw new IllegalArgumentException("no actor can have the path \"" + path
                    + "\": it is names from the top, with / between and without the syndicate");
        }
        Objects.requireNonNull(messageType, "messageType");
        Deadlines.notNegative(timeout, "timeout");
        ActorCell<?> found = core.names().find(core.root(), path);
        return typed(found == null ? waitFor(path, timeout) : found, messageType);
    }

    private ActorCell<?> waitFor(String path, Duration timeout) {
        long start = core.hooks().nanoTime();
        BooleanSupplier closed = isOutside() ? core::isClosing : core::isShutDown;
        try (TurnWait wait = TurnWait.begin(core, "await of " + core.rootPath() + "/" + path, null)) {
            ActorCell<?> found = core.names()
                    .await(
                            core.root(),
                            path,
                            start + Deadlines.nanos(timeout),
                            () -> wait.isOver() || closed.getAsBoolean());
            if (found != null) {
                return found;
            }
            wait.check();
            throw closed.getAsBoolean() ? closed("no actor is waited for") : notFound(path, timeout, start);
        }
    }

    private ActorNotFoundException notFound(String path, Duration timeout, long start) {
        return new ActorNotFoundException("no actor ran at " + core.rootPath() + "/" + path + " within "
                + TimeUnit.NANOSECONDS.toMillis(core.hooks().nanoTime() - start) + " ms (the limit is "
                + timeout.toMillis() + " ms): " + stateOf(core.names().holder(core.root(), path))
                + "; look how it is named and created, or wait longer");
    }

    private static String stateOf(@Nullable ActorCell<?> holder) {
        if (holder == null) {
            return "no actor has this name";
        }
        if (holder.isStarting()) {
            return "the actor of this name has not returned from preStart";
        }
        return holder.hasEnded() ? "the actor of this name is stopping" : "it came just now";
    }

    @Override
    public <M> boolean join(Topic<M> topic, ActorRef<? super M> member) {
        Objects.requireNonNull(topic, "topic");
        Member joining = member(member);
        checkType(joining, topic.type());
        return core.topics().join(topic, joining);
    }

    @Override
    public void leave(Topic<?> topic, ActorRef<?> member) {
        core.topics().leave(Objects.requireNonNull(topic, "topic"), member(member));
    }

    @Override
    public <M> List<ActorRef<M>> members(Topic<M> topic) {
        return core.topics().members(Objects.requireNonNull(topic, "topic")).stream()
                .map(LocalRegistry::<M>ref)
                .toList();
    }

    @Override
    public <M> Publication publish(Topic<M> topic, M message) {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(message, "message");
        if (core.isClosing() && isOutside()) {
            throw closed("nothing is published to the topic " + topic.name());
        }
        int accepted = 0;
        int refused = 0;
        for (Member member : core.topics().members(topic)) {
            if (LocalRegistry.<M>ref(member).tell(message).accepted()) {
                accepted++;
            } else {
                refused++;
            }
        }
        return new Publication(accepted, refused);
    }

    /** Whether the calling thread runs no turn of this syndicate, so that it is refused from the first moment of a close. */
    private boolean isOutside() {
        return TurnState.countersOf(TurnState.current(), core) == null;
    }

    private SyndicateClosedException closed(String what) {
        return new SyndicateClosedException("the syndicate " + core.name() + " is closing or closed, so " + what);
    }

    private Member member(ActorRef<?> ref) {
        BaseRef<?> base = BaseRef.of(Objects.requireNonNull(ref, "member"));
        if (base instanceof Member member && base.core() == core) {
            return member;
        }
        throw new IllegalArgumentException(ref + " is not an actor or an inbox of the syndicate " + core.name());
    }

    @SuppressWarnings("unchecked") // the type was checked just now
    private static <M> ActorRef<M> typed(ActorCell<?> cell, Class<M> messageType) {
        checkType(cell, messageType);
        return (ActorRef<M>) cell;
    }

    @SuppressWarnings("unchecked") // every member is a ref, and its type was checked when it joined
    private static <M> ActorRef<M> ref(Member member) {
        return (ActorRef<M>) member;
    }

    private static void checkType(Member member, Class<?> messageType) {
        Class<?> wanted = MethodType.methodType(messageType).wrap().returnType(); // a message is never a primitive
        if (!member.accepted().isAssignableFrom(wanted)) {
            throw new MessageTypeException(member + " accepts messages of type "
                    + member.accepted().getName() + ", so not all of type " + wanted.getName()
                    + "; name the type that it accepts, or a part of it");
        }
    }
}
