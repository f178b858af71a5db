package io.sparkactor;

import io.sparkactor.internal.cell.HandlerActor;
import io.sparkactor.internal.cell.ReflectiveSupplier;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How to create an actor. Immutable: each method returns a changed copy.
 *
 * <pre>{@code
 * syndicate.createActor(ActorSpec.of(Greeter::new).named("greeter"));
 * syndicate.createActor(ActorSpec.of(Greeter.class, "Hello"));
 * }</pre>
 *
 * @param <M> the type of messages of the actor
 */
public final class ActorSpec<M> {

    private final Supplier<? extends Actor<M>> supplier;
    private final @Nullable String name;
    private final Settings<M> settings;

    private ActorSpec(Supplier<? extends Actor<M>> supplier, @Nullable String name, Settings<M> settings) {
        this.supplier = supplier;
        this.name = name;
        this.settings = settings;
    }

    /** What most specs leave as it is, in one object that they share: each actor keeps its spec. Immutable. */
    private record Settings<M>(
            @Nullable Class<?> accepting,
            Mailbox<? super M> mailbox,
            @Nullable Supervision supervision) {

        private static final Settings<?> DEFAULT = new Settings<>(null, Mailbox.unbounded(), null);

        @SuppressWarnings("unchecked") // the unbounded mailbox takes all
        static <M> Settings<M> ofDefault() {
            return (Settings<M>) DEFAULT;
        }

        Settings<M> accepting(Class<?> type) {
            return new Settings<>(type, mailbox, supervision);
        }

        Settings<M> mailbox(Mailbox<? super M> other) {
            return new Settings<>(accepting, other, supervision);
        }

        Settings<M> supervision(Supervision strategy) {
            return new Settings<>(accepting, mailbox, strategy);
        }
    }

    /**
     * A spec from a supplier, usually a constructor.
     *
     * @param supplier makes a new instance at each call; called on the thread that creates the actor, and again in
     *     the actor's turn on a restart
     * @throws NullPointerException if {@code supplier} is null
     */
    public static <M> ActorSpec<M> of(Supplier<? extends Actor<M>> supplier) {
        return new ActorSpec<>(Objects.requireNonNull(supplier, "supplier"), null, Settings.ofDefault());
    }

    /**
     * A spec from a class and the arguments of its constructor.
     *
     * @param actorClass the class; not abstract, not an inner class
     * @param arguments what its constructor is called with
     * @throws InvalidActorSpecException if the class is abstract or an inner class, or has no constructor for these arguments
     * @throws NullPointerException if {@code actorClass} is null
     */
    public static <M> ActorSpec<M> of(Class<? extends Actor<M>> actorClass, Object... arguments) {
        return of(new ReflectiveSupplier<Actor<M>>(
                Objects.requireNonNull(actorClass, "actorClass"), Objects.requireNonNull(arguments, "arguments")));
    }

    /**
     * A spec for an actor without a class of its own.
     *
     * @param type the type of messages that it accepts
     * @param handler called for each message
     * @throws NullPointerException if an argument is null
     */
    public static <M> ActorSpec<M> handling(Class<M> type, MessageHandler<M> handler) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(handler, "handler");
        return ActorSpec.<M>of(() -> new HandlerActor<>(handler)).accepting(type);
    }

    /**
     * The spec with a name, which is free again when the actor has stopped. Without one, the name is made from the class and a
     * number.
     *
     * @param name letters, digits and {@code - _ . ~}; unique among the living children of one parent
     * @throws IllegalArgumentException if {@code name} is empty or has other characters
     */
    public ActorSpec<M> named(String name) {
        if (!Objects.requireNonNull(name, "name").matches("[A-Za-z0-9._~-]+")) {
            throw new IllegalArgumentException(
                    "the name of an actor has letters, digits and - _ . ~ only, not \"" + name + "\"");
        }
        return new ActorSpec<>(supplier, name, settings);
    }

    /**
     * The spec with the type of messages said, where it cannot be read from the actor's generic superclass (as for {@code new
     * Box<String>()}).
     *
     * @param type messages of any other type are dead-lettered as {@link DeadLetterReason#WRONG_TYPE}
     */
    public ActorSpec<M> accepting(Class<? super M> type) {
        return new ActorSpec<>(supplier, name, settings.accepting(Objects.requireNonNull(type, "type")));
    }

    /** The spec with another mailbox than the unbounded one. */
    public ActorSpec<M> mailbox(Mailbox<? super M> mailbox) {
        return new ActorSpec<>(supplier, name, settings.mailbox(Objects.requireNonNull(mailbox, "mailbox")));
    }

    /** The spec with a strategy for failures; without one, {@link Actor#childSupervision} of the parent decides. */
    public ActorSpec<M> supervision(Supervision strategy) {
        return new ActorSpec<>(supplier, name, settings.supervision(Objects.requireNonNull(strategy, "strategy")));
    }

    /** What makes the instances. */
    public Supplier<? extends Actor<M>> supplier() {
        return supplier;
    }

    /** The name, if one was given. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** The type of messages, if one was given. */
    public Optional<Class<?>> accepting() {
        return Optional.ofNullable(settings.accepting);
    }

    /** The mailbox; unbounded unless one was given. */
    public Mailbox<? super M> mailbox() {
        return settings.mailbox;
    }

    /** The strategy for failures, if one was given. */
    public Optional<Supervision> supervision() {
        return Optional.ofNullable(settings.supervision);
    }
}
