package io.sparkactor.internal.cell;

import io.sparkactor.ActorNameTakenException;
import io.sparkactor.internal.waiting.NamedWaiters;
import io.sparkactor.spi.RuntimeHooks;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The living actors that were given a name. Thread-safe.
 *
 * <p>A name belongs to its parent, not to a path: a new parent of the old name finds the names of its children free, whatever the
 * children of the old one still do.
 */
public final class NameTable {

    /** Made once for each class: every dead letter names two paths, a look at all actors needs each, and both must stay cheap. */
    private static final ClassValue<String> BY_CLASS = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> actorClass) {
            return kebab(actorClass == HandlerActor.class ? "Actor" : actorClass.getSimpleName());
        }
    };

    private final RuntimeHooks hooks;
    private final Map<Place, ActorCell<?>> named = new ConcurrentHashMap<>();

    /** Who waits for a path, under its last name: those above it have an actor before. */
    private final NamedWaiters waiters = new NamedWaiters();

    private record Place(ActorCell<?> parent, String name) {

        /** By identity of the parent: a cell equals itself alone. */
        static @Nullable Place of(ActorCell<?> cell) {
            ActorCell<?> parent = cell.parentCell();
            String name = cell.spec().name().orElse(null);
            return parent == null || name == null ? null : new Place(parent, name);
        }
    }

    /** An empty table. */
    NameTable(RuntimeHooks hooks) {
        this.hooks = hooks;
    }

    /** The name of an actor that was given none. */
    static String madeName(Class<?> actorClass, long serial) {
        return BY_CLASS.get(actorClass) + "-" + serial;
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

    /** Says that an actor runs, so that it can be found if it was given a name. */
    void started(ActorCell<?> cell) {
        String name = cell.spec().name().orElse(null);
        if (name != null) {
            waiters.wake(hooks, name);
        }
    }

    /** Lets those who wait look whether they are to go on. */
    void wakeAll() {
        waiters.wakeAll(hooks);
    }

    /** The actor that has a path of names below a parent, whether it runs or not; null if the path is free. */
    public @Nullable ActorCell<?> holder(ActorCell<?> parent, String path) {
        ActorCell<?> cell = parent;
        for (String name : path.split("/", -1)) {
            cell = named.get(new Place(cell, name));
            if (cell == null) {
                return null;
            }
        }
        return cell;
    }

    /**
     * The running actor that has a path; null if there is none. One that starts is not found, as nobody knows yet what messages it
     * takes, nor one that stops, as it takes none.
     */
    public @Nullable ActorCell<?> find(ActorCell<?> parent, String path) {
        ActorCell<?> cell = holder(parent, path);
        return cell == null || cell.isStarting() || cell.hasEnded() ? null : cell;
    }

    /**
     * The running actor that has a path, waiting for it.
     *
     * @param deadlineNanos see {@link io.sparkactor.internal.waiting.Deadlines}
     * @param abandoned whether to give up at once
     * @return null if there was none in time
     */
    public @Nullable ActorCell<?> await(
            ActorCell<?> parent, String path, long deadlineNanos, BooleanSupplier abandoned) {
        Search search = new Search(parent, path);
        String lastName = path.substring(path.lastIndexOf('/') + 1);
        waiters.await(hooks, lastName, deadlineNanos, search, abandoned);
        return search.found;
    }

    /** Whether an actor was found; remembers it, as it may have stopped at the next look. Confined to the thread that waits. */
    private final class Search implements BooleanSupplier {

        private final ActorCell<?> parent;
        private final String path;
        private @Nullable ActorCell<?> found;

        Search(ActorCell<?> parent, String path) {
            this.parent = parent;
            this.path = path;
        }

        @Override
        public boolean getAsBoolean() {
            if (found == null) {
                found = find(parent, path);
            }
            return found != null;
        }
    }
}
