package io.sparkactor.command;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The process of a command and all that came from it: its descendants, and on Linux those that are only known by their mark. Confined
 * to the actor's turn.
 *
 * <p>Whom it has seen it remembers, as a process that loses its parent is no descendant any more. A number that the system has given
 * to another process meanwhile is noticed by {@link ProcessHandle} and not touched.
 */
final class ProcessTree {

    /** How often a kill looks again for those who were made while it looked. */
    private static final int LOOKS = 5;

    private final ProcessMark mark;
    private final Set<ProcessHandle> known = new LinkedHashSet<>();

    ProcessTree(ProcessHandle root, ProcessMark mark) {
        this.mark = mark;
        known.add(root);
    }

    /** Asks all to end, ancestors first, so that none goes on with its next step because a child has ended. */
    void terminate() {
        find();
        known.forEach(ProcessHandle::destroy);
    }

    /** Ends all by force. */
    void kill() {
        for (int look = 0; look < LOOKS; look++) {
            int before = known.size();
            find();
            living().forEach(ProcessHandle::destroyForcibly);
            if (look > 0 && known.size() == before) {
                return;
            }
        }
    }

    /** Those that have not ended. As looking for all is dear, it looks for others only when those that it knows have ended. */
    List<ProcessHandle> alive() {
        List<ProcessHandle> alive = living();
        if (alive.isEmpty()) {
            find();
            alive = living();
        }
        return alive;
    }

    private List<ProcessHandle> living() {
        return known.stream()
                .filter(process -> process.isAlive() && !ProcessMark.isZombie(process))
                .toList();
    }

    private void find() {
        for (ProcessHandle process : List.copyOf(known)) {
            if (process.isAlive()) { // the JDK asks for the number alone, which may be a stranger's now
                process.descendants().forEach(known::add);
            }
        }
        mark.processes().forEach(known::add);
    }
}
