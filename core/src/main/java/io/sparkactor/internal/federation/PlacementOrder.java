package io.sparkactor.internal.federation;

import io.sparkactor.Actor;
import io.sparkactor.ActorSpec;
import io.sparkactor.Execution;
import io.sparkactor.Mailbox;
import io.sparkactor.PlacementException;
import io.sparkactor.PlacementException.Reason;
import io.sparkactor.ProcessOptions;
import io.sparkactor.internal.federation.Fields.MalformedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What travels of a spec. Immutable.
 *
 * @param className its class; only one that is hosted at the other end
 * @param name its name, if it has one
 * @param execution where in the other system it runs
 * @param stateless whether it is said to be
 * @param tied whether it ends with the membership of the system that asks
 * @param requirements what the other system must have
 * @param arguments those of the constructor, which travel as contents of messages do
 */
record PlacementOrder(
        String className,
        Optional<String> name,
        Execution execution,
        boolean stateless,
        boolean tied,
        Map<String, Object> requirements,
        List<@Nullable Object> arguments) {

    private static final int MOST_ARGUMENTS = 255;
    private static final int LONGEST_NAME = 1_000;

    /** @throws PlacementException if not all that the spec says travels */
    static PlacementOrder of(ActorSpec<?> spec, boolean tied) {
        Class<?> type = spec.actorClass()
                .<Class<?>>map(each -> each)
                .orElseThrow(() -> stays("was made from a supplier or a lambda, which does not travel; make it from a"
                        + " class: ActorSpec.of(Painter.class, arguments…)"));
        if (spec.mailbox() != Mailbox.unbounded()) {
            throw stays("has a mailbox of its own, which does not travel");
        }
        if (spec.supervision().isPresent()) {
            throw stays("has a supervision of its own, which does not travel: the other system supervises the actor");
        }
        if (spec.accepting().isPresent()) {
            throw stays("has an accepted type of its own, which does not travel; say it by the class: extends"
                    + " Actor<Command>");
        }
        if (!spec.process().equals(ProcessOptions.defaults())) {
            throw stays("has options for a process, which do not travel");
        }
        return new PlacementOrder(
                type.getName(),
                spec.name(),
                spec.execution(),
                spec.isStateless(),
                tied,
                spec.requirements(),
                spec.arguments());
    }

    private static PlacementException stays(String why) {
        return new PlacementException(
                Reason.NOT_PORTABLE, "an actor cannot be placed in another system, as its spec " + why, null);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Words.OP, Words.PLACE);
        map.put("class", className);
        name.ifPresent(text -> map.put("name", text));
        map.put("execution", execution.name());
        map.put("stateless", stateless);
        map.put("tied", tied);
        map.put("requirements", new LinkedHashMap<>(requirements));
        map.put("arguments", new ArrayList<>(arguments));
        return map;
    }

    /** @throws MalformedException if it is none */
    static PlacementOrder read(Fields fields) {
        return new PlacementOrder(
                fields.text("class", Profile.LONGEST_CLASS),
                fields.optionalText("name", LONGEST_NAME),
                execution(fields.text("execution", Words.LONGEST_REASON)),
                fields.truth("stateless"),
                fields.truth("tied"),
                fields.capabilities("requirements"),
                fields.<@Nullable Object>list("arguments", MOST_ARGUMENTS, each -> each));
    }

    private static Execution execution(String word) {
        return Arrays.stream(Execution.values())
                .filter(each -> each.name().equals(word))
                .findFirst()
                .orElseThrow(() -> Fields.malformed("execution"));
    }

    /** The spec of an actor here. */
    @SuppressWarnings("unchecked") // hosted classes are classes of actors
    ActorSpec<Object> spec(Class<?> type) {
        ActorSpec<Object> spec = ActorSpec.<Object>of((Class<? extends Actor<Object>>) type, arguments.toArray())
                .execution(execution);
        if (stateless) {
            spec = spec.stateless();
        }
        return name.isPresent() ? spec.named(name.get()) : spec;
    }
}
