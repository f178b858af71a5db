package io.sparkactor.internal.diagnostics;

import io.sparkactor.ActorDiagnostics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The actors of a snapshot as a tree again, by their numbers in its list. For one thread.
 *
 * <p>Children stand in groups of one class, those first that matter most, be it for somebody far below them.
 */
final class ActorTree {

    /** Stands for the parent of the actors at the top. */
    static final int TOP = -1;

    private final List<ActorDiagnostics> actors;
    private final Map<Integer, List<Integer>> children = new HashMap<>();
    private final Interest[] interests;
    private final int[] sizes;

    ActorTree(List<ActorDiagnostics> actors) {
        this.actors = actors;
        this.interests = new Interest[actors.size()];
        this.sizes = new int[actors.size()];
        int[] parents = link();
        for (int i = actors.size() - 1; i >= 0; i--) { // those below come behind, so that they are finished
            interests[i] = interests[i] == null
                    ? Interest.of(actors.get(i))
                    : Interest.greater(interests[i], Interest.of(actors.get(i)));
            sizes[i]++;
            int parent = parents[i];
            if (parent != TOP) {
                sizes[parent] += sizes[i];
                interests[parent] =
                        interests[parent] == null ? interests[i] : Interest.greater(interests[parent], interests[i]);
            }
        }
    }

    /** The parent of each, found by the levels. */
    private int[] link() {
        int[] parents = new int[actors.size()];
        Deque<Integer> above = new ArrayDeque<>();
        for (int i = 0; i < parents.length; i++) {
            while (above.size() >= actors.get(i).level()) {
                above.removeLast();
            }
            parents[i] = above.isEmpty() ? TOP : above.getLast();
            children.computeIfAbsent(parents[i], parent -> new ArrayList<>()).add(i);
            above.addLast(i);
        }
        return parents;
    }

    ActorDiagnostics actor(int number) {
        return actors.get(number);
    }

    int size() {
        return actors.size();
    }

    /** How many it and those below it are. */
    int size(int number) {
        return sizes[number];
    }

    /** The children in groups of one class; both the groups and their members in the order of interest. */
    List<List<Integer>> groupsBelow(int parent) {
        List<Integer> sorted = new ArrayList<>(children.getOrDefault(parent, List.of()));
        sorted.sort(Comparator.comparing((Integer child) -> interests[child]).reversed()); // stable
        Map<Class<?>, List<Integer>> groups = new LinkedHashMap<>();
        for (Integer child : sorted) {
            groups.computeIfAbsent(actor(child).actorClass(), actorClass -> new ArrayList<>())
                    .add(child);
        }
        return new ArrayList<>(groups.values());
    }
}
