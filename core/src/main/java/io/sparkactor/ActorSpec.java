package io.sparkactor;

import io.sparkactor.internal.cell.HandlerActor;
import io.sparkactor.internal.cell.ReflectiveSupplier;
import io.sparkactor.internal.federation.Capabilities;
import java.util.List;
import java.util.Map;
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
            @Nullable Supervision supervision,
            Site site,
            Map<String, Object> requirements) {

        private static final Settings<?> DEFAULT = new Settings<>(
                null,
                Mailbox.unbounded(),
                null,
                new Site(Execution.IN_PROCESS, false, ProcessOptions.defaults()),
                Map.of());

        @SuppressWarnings("unchecked") // the unbounded mailbox takes all
        static <M> Settings<M> ofDefault() {
            return (Settings<M>) DEFAULT;
        }

        Settings<M> accepting(Class<?> type) {
            return new Settings<>(type, mailbox, supervision, site, requirements);
        }

        Settings<M> mailbox(Mailbox<? super M> other) {
            return new Settings<>(accepting, other, supervision, site, requirements);
        }

        Settings<M> supervision(Supervision strategy) {
            return new Settings<>(accepting, mailbox, strategy, site, requirements);
        }

        Settings<M> site(Site other) {
            return new Settings<>(accepting, mailbox, supervision, other, requirements);
        }

        Settings<M> requirements(Map<String, Object> all) {
            return new Settings<>(accepting, mailbox, supervision, site, all);
        }
    }

    /** Where the actor runs. Immutable. */
    private record Site(Execution execution, boolean stateless, ProcessOptions process) {}

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

    /**
     * The spec of an actor that runs somewhere else than on the syndicate's own workers. Anything but {@link Execution#IN_PROCESS} needs
     * {@link #stateless}, and a process needs a spec {@link #of(Class, Object...) from a class}; else the creation throws an {@link
     * InvalidActorSpecException}. ({@link Execution#SYSTEM} needs what the backend of the syndicate needs.)
     *
     * <p>The constructor, {@code preStart}, {@code process} and {@code postStop} of such an actor run there, one at a time. It may reply,
     * forward, {@code tell} and stop itself; any other call of its context, and any ask, throws an {@link ExecutorCallException}.
     *
     * @param execution where; {@link Execution#IN_PROCESS} unless said
     */
    public ActorSpec<M> execution(Execution execution) {
        Site at = settings.site;
        return placed(new Site(Objects.requireNonNull(execution, "execution"), at.stateless, at.process));
    }

    /**
     * The spec of an actor that keeps nothing from message to message that others would miss, so that it may run on a thread or in a
     * process, and end there at any time.
     */
    public ActorSpec<M> stateless() {
        Site at = settings.site;
        return placed(new Site(at.execution, true, at.process));
    }

    /** The spec with options for its JVM, should it run in a process. */
    public ActorSpec<M> process(ProcessOptions options) {
        Site at = settings.site;
        return placed(new Site(at.execution, at.stateless, Objects.requireNonNull(options, "options")));
    }

    private ActorSpec<M> placed(Site site) {
        return new ActorSpec<>(supplier, name, settings.site(site));
    }

    /**
     * The spec with something more that the system must have in which it is {@linkplain Syndicate#createActor(ActorSpec, Placement) placed}: a
     * {@linkplain FederationConfig#capability capability} of that name and of an equal value. Whole numbers are kept and compared as {@code
     * Long}, others as {@code Double}: so {@code 2} meets {@code 2L}, but not {@code 2.0}. Said twice of one name, the later value counts.
     * {@link Syndicate#createActor(ActorSpec)} and {@link Placement#local} do not look at it.
     *
     * @param capability of 1 to 100 characters that are not all blank
     * @param value a {@code String} of at most 1,000 characters, a {@code Boolean}, or a {@code Byte}, {@code Short}, {@code Integer}, {@code
     *     Long}, {@code Float} or {@code Double}
     * @throws IllegalArgumentException if name or value is none of these, or these would be more than 100 requirements
     */
    public ActorSpec<M> requiring(String capability, Object value) {
        return requiring(
                Map.of(Objects.requireNonNull(capability, "capability"), Objects.requireNonNull(value, "value")));
    }

    /**
     * The same, of several.
     *
     * @throws IllegalArgumentException if one is none, or these would be more than 100
     */
    public ActorSpec<M> requiring(Map<String, ?> requirements) {
        Map<String, Object> all = Capabilities.with(settings.requirements, requirements);
        return new ActorSpec<>(supplier, name, settings.requirements(all));
    }

    /** Where the actor runs; {@link Execution#IN_PROCESS} unless said. */
    public Execution execution() {
        return settings.site.execution;
    }

    /** Whether it was said to be {@link #stateless}. */
    public boolean isStateless() {
        return settings.site.stateless;
    }

    /** The options of its JVM, should it run in a process; {@link ProcessOptions#defaults} unless some were given. */
    public ProcessOptions process() {
        return settings.site.process;
    }

    /** What the system must have in which it is placed; unmodifiable. */
    public Map<String, Object> requirements() {
        return settings.requirements;
    }

    /** The actor's class, if the spec was made {@link #of(Class, Object...) from one}. */
    public Optional<Class<? extends Actor<M>>> actorClass() {
        return supplier instanceof ReflectiveSupplier<? extends Actor<M>> reflective
                ? Optional.of(reflective.type())
                : Optional.empty();
    }

    /** The arguments of the constructor, if the spec was made from a class, else none; unmodifiable, may hold nulls. */
    public List<@Nullable Object> arguments() {
        return supplier instanceof ReflectiveSupplier<?> reflective ? reflective.arguments() : List.of();
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
