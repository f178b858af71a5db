package io.sparkactor.internal.diagnostics;

import io.sparkactor.ActorDiagnostics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Writes the tree of actors down, in so many lines at most. For one thread. */
final class TreeText {

    /** So many of one class and parent are shown, the first number that fits: more would tell an eye nothing. */
    private static final int[] SHOWN = {20, 10, 5, 3, 2, 1};

    private static final int WIDEST_NAME = 48;
    private static final int WIDEST_CLASS = 24;

    private final ActorTree tree;
    private final int limit;
    private final Map<Integer, List<List<Integer>>> groups = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();

    /** A line that stands for so many actors; without a class it is one about several. */
    private record Line(int actors, String name, String type, String rest) {

        String aligned(int nameWidth, int typeWidth) {
            return type.isEmpty() ? name : pad(name, nameWidth) + "  " + pad(type, typeWidth) + "  " + rest;
        }

        private static String pad(String text, int width) {
            return text + " ".repeat(Math.max(0, width - text.length()));
        }
    }

    /** The text of a tree, in {@code limit} lines or less. */
    TreeText(ActorTree tree, int limit) {
        this.tree = tree;
        this.limit = limit;
    }

    List<String> lines() {
        for (int shown : SHOWN) {
            lines.clear();
            writeBelow(ActorTree.TOP, "", shown);
            if (lines.size() <= limit) {
                return aligned();
            }
        }
        cut();
        return aligned();
    }

    /** Writes those below a parent; gives up when it becomes too long, so it never goes deeper than that either. */
    private void writeBelow(int parent, String indent, int shown) {
        for (List<Integer> group : groups.computeIfAbsent(parent, tree::groupsBelow)) {
            // A line for one more would be no shorter than that one.
            int count = group.size() == shown + 1 ? group.size() : Math.min(group.size(), shown);
            for (Integer child : group.subList(0, count)) {
                if (lines.size() > limit) {
                    return;
                }
                lines.add(line(indent, tree.actor(child)));
                writeBelow(child, indent + "  ", shown);
            }
            if (count < group.size()) {
                lines.add(more(indent, group.subList(count, group.size())));
            }
        }
    }

    private static Line line(String indent, ActorDiagnostics actor) {
        return new Line(1, indent + actor.name(), type(actor), (state(actor) + "  " + facts(actor)).strip());
    }

    private Line more(String indent, List<Integer> rest) {
        int all = 0;
        for (Integer child : rest) {
            all += tree.size(child);
        }
        String below = all > rest.size() ? ", with " + Figures.count(all - rest.size()) + " below them" : "";
        String text = "… and " + Figures.count(rest.size()) + " more of " + type(tree.actor(rest.getFirst())) + below;
        return new Line(all, indent + text, "", "");
    }

    /** Even one of each is too much: what comes behind is only counted. */
    private void cut() {
        lines.subList(limit - 1, lines.size()).clear();
        int told = 0;
        for (Line line : lines) {
            told += line.actors;
        }
        lines.add(new Line(0, "… and " + Figures.count(tree.size() - told, "more actor"), "", ""));
    }

    private List<String> aligned() {
        int nameWidth = 0;
        int typeWidth = 0;
        for (Line line : lines) {
            if (!line.type.isEmpty()) {
                nameWidth = Math.max(nameWidth, Math.min(WIDEST_NAME, line.name.length()));
                typeWidth = Math.max(typeWidth, Math.min(WIDEST_CLASS, line.type.length()));
            }
        }
        List<String> texts = new ArrayList<>();
        for (Line line : lines) {
            texts.add(line.aligned(nameWidth, typeWidth));
        }
        return texts;
    }

    private static String type(ActorDiagnostics actor) {
        String simple = actor.actorClass().getSimpleName();
        return simple.isEmpty() ? actor.actorClass().getName() : simple;
    }

    private static String state(ActorDiagnostics actor) {
        return String.format(Locale.ROOT, "%-8s", actor.activity().name().toLowerCase(Locale.ROOT));
    }

    private static String facts(ActorDiagnostics actor) {
        StringJoiner facts = new StringJoiner(", ");
        if (actor.waiting() != null) {
            facts.add(actor.waiting().toString());
        } else if (actor.thread() != null) {
            facts.add("on " + actor.thread());
        }
        if (actor.queued() > 0) {
            facts.add(Figures.count(actor.queued()) + " queued");
        }
        if (!actor.oldest().isZero()) {
            facts.add("oldest " + Figures.duration(actor.oldest()));
        }
        if (actor.timers() > 0) {
            facts.add(Figures.count(actor.timers(), "timer"));
        }
        return facts.toString();
    }
}
