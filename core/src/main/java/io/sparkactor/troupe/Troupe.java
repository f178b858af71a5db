package io.sparkactor.troupe;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.InvalidActorSpecException;
import io.sparkactor.Message;
import io.sparkactor.spi.Attachment;
import io.sparkactor.spi.Delegation;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Pools of workers behind one ref. Each message to the troupe is a job: a worker handles it as if it had been sent to it, and its reply
 * goes to the sender of the job. Thread-safe.
 *
 * <pre>{@code
 * var troupe = syndicate.createActor(Troupe.of(Resizer::new, s -> s.max(5).maxPending(1000)));
 * Picture small = troupe.ask(new Resize(picture));
 * }</pre>
 *
 * <p>A job is run by one worker at a time. Where its worker stops under it, it is run again, up to {@link TroupeSettings#attempts}; then its
 * asker gets an {@link io.sparkactor.AskFailedException} with the cause, and it becomes a dead letter. A job whose handler throws fails
 * at once, as any message. One that has been answered is not run again. A job that finds as many waiting as may is dead-lettered as {@link
 * io.sparkactor.DeadLetterReason#OVERFLOW}, and its asker told. When the troupe stops, jobs that are not done become dead letters, and
 * their askers are told.
 */
public final class Troupe {

    private Troupe() {}

    /**
     * The spec of a troupe with the default settings.
     *
     * @param worker makes the workers, usually a constructor; called in the troupe's turn, when a worker is needed
     */
    public static <M> ActorSpec<M> of(Supplier<? extends Actor<M>> worker) {
        return of(ActorSpec.of(Objects.requireNonNull(worker, "worker")));
    }

    /**
     * The spec of a troupe.
     *
     * @param worker makes the workers, usually a constructor; called in the troupe's turn, when a worker is needed
     * @param settings changes the default settings
     * @throws IllegalArgumentException if a setting is out of its range
     * @throws NullPointerException if an argument, or what {@code settings} returns, is null
     */
    public static <M> ActorSpec<M> of(Supplier<? extends Actor<M>> worker, UnaryOperator<TroupeSettings<M>> settings) {
        return of(ActorSpec.of(Objects.requireNonNull(worker, "worker")), settings);
    }

    /** The spec of a troupe with the default settings, from the spec of a worker; see the longer form. */
    public static <M> ActorSpec<M> of(ActorSpec<M> worker) {
        return of(worker, settings -> settings);
    }

    /**
     * The spec of a troupe from the spec of a worker, which says how each worker supervises itself and what it accepts. What it accepts
     * cannot be read before there is a worker: unless the spec says it by {@code accepting}, a job of a wrong type is taken, and then
     * becomes a dead letter.
     *
     * @param worker the spec of each worker; without a name
     * @param settings changes the default settings
     * @throws InvalidActorSpecException if workers are to be processes and come from a supplier
     * @throws IllegalArgumentException if {@code worker} has a name, or a setting is out of its range
     * @throws NullPointerException if an argument, or what {@code settings} returns, is null
     */
    public static <M> ActorSpec<M> of(ActorSpec<M> worker, UnaryOperator<TroupeSettings<M>> settings) {
        Objects.requireNonNull(worker, "worker");
        Objects.requireNonNull(settings, "settings");
        if (worker.name().isPresent()) {
            throw new IllegalArgumentException("the workers of a troupe cannot all be named "
                    + worker.name().get() + "; name the troupe itself: Troupe.of(…).named(…)");
        }
        TroupeSettings<M> chosen = Objects.requireNonNull(
                settings.apply(TroupeSettings.defaults(worker.execution())), "settings returned null");
        TroupeChecks.canRun(worker, chosen.execution());
        ActorSpec<M> spec = ActorSpec.of(() -> new TroupeManager<>(worker, chosen));
        return worker.accepting().isPresent()
                ? accepting(spec, worker.accepting().get())
                : spec;
    }

    @SuppressWarnings("unchecked") // the type was given for the same M
    private static <M> ActorSpec<M> accepting(ActorSpec<M> spec, Class<?> type) {
        return spec.accepting((Class<? super M>) type);
    }

    /**
     * Where a troupe takes orders.
     *
     * @param troupe the ref of a troupe of this JVM
     * @throws IllegalArgumentException if it is none
     */
    public static ActorRef<TroupeCommand> control(ActorRef<?> troupe) {
        return Attachment.find(Objects.requireNonNull(troupe, "troupe"), TroupeControl.Place.class)
                .orElseThrow(() -> new IllegalArgumentException(
                        troupe + " is no troupe of this JVM; create one from Troupe.of(…)"))
                .ref();
    }

    /**
     * Keeps a job open beyond its handler, in the turn of the worker that handles it: the worker gets no other job until it says that
     * this one is done. For work that takes several messages.
     *
     * @throws IllegalStateException if {@code message} is not the one that is being handled, or was kept or stashed already
     */
    public static <M> TroupeJob<M> keep(Message<M> message) {
        return new TroupeJob<>(Delegation.hold(message));
    }
}
