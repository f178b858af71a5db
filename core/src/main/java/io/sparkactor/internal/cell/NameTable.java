package io.sparkactor.internal.cell;

import io.sparkactor.ActorNameTakenException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The living actors that were given a name, by path. Thread-safe. */
public final class NameTable {

    private final Map<String, ActorCell<?>> byPath = new ConcurrentHashMap<>();

    /** An empty table. */
    NameTable() {}

    /** A class's name as names of actors are written: {@code HelloActor} is {@code hello-actor}. */
    static String kebab(String simpleName) {
        String kebab = simpleName
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("[^A-Za-z0-9-]+", "-")
                .toLowerCase(Locale.ROOT);
        return kebab.isEmpty() || kebab.equals("-") ? "actor" : kebab;
    }

    void take(String path, ActorCell<?> cell) {
        if (byPath.putIfAbsent(path, cell) != null) {
            throw new ActorNameTakenException(
                    path
                            + " is a living actor already; choose another name, or stop that one and wait until it has stopped");
        }
    }

    void free(String path, ActorCell<?> cell) {
        byPath.remove(path, cell);
    }

    /** The actor of a path, null if there is none. */
    public @Nullable ActorCell<?> find(String path) {
        return byPath.get(path);
    }
}
