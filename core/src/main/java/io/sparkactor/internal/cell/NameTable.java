package io.sparkactor.internal.cell;

import io.sparkactor.ActorNameTakenException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The living actors that were given a name. Thread-safe.
 *
 * <p>A name belongs to its parent, not to a path: a new parent of the old name finds the names of its children free, whatever the
 * children of the old one still do.
 */
public final class NameTable {

    /** The names without their number, made once: a look at all actors needs each. */
    private static final ClassValue<String> STEMS = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> actorClass) {
            return kebab(actorClass == HandlerActor.class ? "Actor" : actorClass.getSimpleName());
        }
    };

    private final Map<Place, ActorCell<?>> named = new ConcurrentHashMap<>();

    private record Place(ActorCell<?> parent, String name) {

        /** By identity of the parent: a cell equals itself alone. */
        static @Nullable Place of(ActorCell<?> cell) {
            ActorCell<?> parent = cell.parentCell();
            String name = cell.spec().name().orElse(null);
            return parent == null || name == null ? null : new Place(parent, name);
        }
    }

    /** An empty table. */
    NameTable() {}

    /** The name of an actor that was given none. */
    static String madeName(Class<?> actorClass, long serial) {
        return STEMS.get(actorClass) + "-" + serial;
    }

    /** A class's name as names of actors are written: {@code HelloActor} is {@code hello-actor}. */
    private static String kebab(String simpleName) {
        String kebab = simpleName
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("[^A-Za-z0-9-]+", "-")
                .toLowerCase(Locale.ROOT);
        return kebab.isEmpty() || kebab.equals("-") ? "actor" : kebab;
    }

    /** Takes the name of an actor, if it was given one. */
    void take(ActorCell<?> cell) {
        Place place = Place.of(cell);
        if (place != null && named.putIfAbsent(place, cell) != null) {
            throw new ActorNameTakenException(
                    cell.path()
                            + " is a living actor already; choose another name, or stop that one and wait until it has stopped");
        }
    }

    /** Frees the name of an actor, if it has one. */
    void free(ActorCell<?> cell) {
        Place place = Place.of(cell);
        if (place != null) {
            named.remove(place, cell);
        }
    }

    /**
     * The actor of a path of names below a parent; null if there is none that has started: before, nobody knows what messages it
     * takes.
     */
    public @Nullable ActorCell<?> find(ActorCell<?> parent, String path) {
        ActorCell<?> cell = parent;
        for (String name : path.split("/", -1)) {
            cell = named.get(new Place(cell, name));
            if (cell == null || cell.isStarting()) {
                return null;
            }
        }
        return cell;
    }
}
