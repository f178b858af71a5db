package io.sparkactor;

import java.util.List;

/**
 * Actors wait for each other in a circle; this ask, or this read of a stream, began to wait last, so it fails and lets the others go
 * on.
 */
public final class AskCycleException extends AskException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> path;

    /** Called by the runtime. */
    public AskCycleException(Facts facts, List<String> path) {
        super(
                facts,
                facts.start() + " can never be answered, the actors wait for each other: " + String.join(" asks ", path)
                        + facts.end() + "; use tell for one of these steps",
                null);
        this.path = List.copyOf(path);
    }

    /** The paths of the actors in the order in which they ask; the first stands at the end again. */
    public List<String> path() {
        return path;
    }
}
