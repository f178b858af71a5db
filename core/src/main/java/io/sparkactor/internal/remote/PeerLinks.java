package io.sparkactor.internal.remote;

import io.sparkactor.ExitReason;
import io.sparkactor.internal.cell.FarExits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The links between this system and another one. Guarded by the {@link Ties} that it belongs to.
 *
 * <p>A link stands at both sides, and either may change it while the other does too. Both come to the same end by one rule, as in OTP: who
 * has cut a link pays no heed to what the other side says of it, until that has answered; what it says was sent before it heard of the cut.
 */
final class PeerLinks {

    private final Map<Tie, State> links = new LinkedHashMap<>();

    /** How a link stands on this side. */
    private static final class State {

        /** Whether the two are linked, as far as this side knows. */
        boolean linked;

        /** Whether the near one was told that the far one has ended, and has not had that yet. */
        boolean told;

        /** How many cuts of this side were not answered yet. */
        int unanswered;
    }

    /** Whether the near one is linked, or is just to learn that this has ended. */
    boolean isLinked(Tie tie) {
        State state = links.get(tie);
        return state != null && (state.linked || state.told);
    }

    /** The near one links itself; it is told of an end already where nobody can be asked. In its turn, so it has not stopped. */
    void begin(Tie tie, boolean told) {
        State state = links.computeIfAbsent(tie, _ -> new State());
        state.linked = !told;
        state.told = told;
        FarExits.addLink(tie.near(), tie.far());
    }

    /** The near one cuts the link; whether the far side is to know that, which is to be answered. */
    boolean end(Tie tie) {
        State state = links.get(tie);
        if (state == null) {
            return false;
        }
        boolean cut = state.linked;
        state.linked = false;
        state.told = false;
        state.unanswered += cut ? 1 : 0;
        tidy(tie, state);
        return cut;
    }

    /** The far one has ended; whether the near one is to be told. */
    boolean exited(Tie tie) {
        State state = links.get(tie);
        if (state == null || !state.linked || state.unanswered > 0) {
            return false;
        }
        state.linked = false;
        state.told = true;
        return true;
    }

    /** Whether the near one is told, and has not cut the link since. */
    boolean hasExit(Tie tie) {
        State state = links.get(tie);
        return state != null && state.told;
    }

    /** The same, when the near one comes to it. */
    boolean take(Tie tie) {
        State state = links.get(tie);
        if (state == null || !state.told) {
            return false;
        }
        state.told = false;
        tidy(tie, state);
        return true;
    }

    /** Whether this would be one more to keep. */
    boolean isNew(Tie tie) {
        return !links.containsKey(tie);
    }

    /** The far one links itself; if the near one has stopped already, says why instead. */
    @Nullable
    ExitReason beginTheirs(Tie tie) {
        State state = links.get(tie);
        if (state != null && state.unanswered > 0) {
            return null; // it will hear that this was cut
        }
        ExitReason reason = FarExits.addLink(tie.near(), tie.far());
        if (reason == null) {
            links.computeIfAbsent(tie, _ -> new State()).linked = true;
        }
        return reason;
    }

    /** The far one has cut the link. */
    void endTheirs(Tie tie) {
        State state = links.get(tie);
        if (state != null) {
            state.linked = false;
            tidy(tie, state);
        }
    }

    /** The far side has answered a cut. */
    void answered(Tie tie) {
        State state = links.get(tie);
        if (state != null && state.unanswered > 0) {
            state.unanswered--;
            tidy(tie, state);
        }
    }

    /** The near one has ended; whether the far one is to be told. */
    boolean nearExited(Tie tie) {
        State state = links.remove(tie);
        return state != null && state.linked;
    }

    /** The far side is lost: which near ones are to be told. */
    List<Tie> lost() {
        List<Tie> linked = new ArrayList<>();
        for (Map.Entry<Tie, State> link : List.copyOf(links.entrySet())) {
            State state = link.getValue();
            state.unanswered = 0;
            if (state.linked) {
                state.linked = false;
                state.told = true;
                linked.add(link.getKey());
            }
            tidy(link.getKey(), state);
        }
        return linked;
    }

    private void tidy(Tie tie, State state) {
        if (!state.linked && !state.told && state.unanswered == 0) {
            links.remove(tie);
            FarExits.removeLink(tie.near(), tie.far());
        }
    }

    /** How many there are. */
    int count() {
        return links.size();
    }

    boolean isEmpty() {
        return links.isEmpty();
    }
}
