package io.sparkactor.internal.remote;

import io.sparkactor.ExitReason;
import io.sparkactor.internal.cell.FarExits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The monitors between this system and another one, in both directions. Guarded by the {@link Ties} that it belongs to. */
final class PeerMonitors {

    /** Ours; whether the near one was told that the far one has ended, and has not had that yet. */
    private final Map<Tie, Boolean> ours = new LinkedHashMap<>();

    /** Theirs: the far one wants to know of the end of the near one. */
    private final Set<Tie> theirs = new HashSet<>();

    /** The near one monitors; it is told already where nobody can be asked. */
    void begin(Tie tie, boolean told) {
        ours.put(tie, told);
    }

    /** The near one monitors no more; whether the far side is to know that. */
    boolean end(Tie tie) {
        Boolean told = ours.remove(tie);
        return told != null && !told;
    }

    /** The far one has ended; whether the near one is to be told. */
    boolean exited(Tie tie) {
        return ours.replace(tie, false, true);
    }

    /** The turn of what the near one was told has come; false if it wants that no more. */
    boolean take(Tie tie) {
        return ours.remove(tie, true);
    }

    /** The far one monitors; if the near one has stopped already, says why instead. */
    @Nullable
    ExitReason beginTheirs(Tie tie) {
        ExitReason reason = FarExits.addWatcher(tie.near(), tie.far());
        if (reason == null) {
            theirs.add(tie);
        }
        return reason;
    }

    /** The far one monitors no more. */
    void endTheirs(Tie tie) {
        if (theirs.remove(tie)) {
            FarExits.removeWatcher(tie.near(), tie.far());
        }
    }

    /** The near one has ended; whether the far one is to be told. */
    boolean nearExited(Tie tie) {
        return theirs.remove(tie);
    }

    /** The far side is lost: which of ours are to be told. Theirs have ended. */
    List<Tie> lost() {
        List<Tie> waiting = new ArrayList<>();
        ours.replaceAll((tie, told) -> {
            if (!told) {
                waiting.add(tie);
            }
            return true;
        });
        theirs.forEach(tie -> FarExits.removeWatcher(tie.near(), tie.far()));
        theirs.clear();
        return waiting;
    }

    /** Whether this would be one more to keep. */
    boolean isNew(Tie tie) {
        return !theirs.contains(tie);
    }

    /** How many the other side has us keep. */
    int countTheirs() {
        return theirs.size();
    }

    boolean isEmpty() {
        return ours.isEmpty() && theirs.isEmpty();
    }
}
