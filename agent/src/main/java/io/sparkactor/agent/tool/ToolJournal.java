package io.sparkactor.agent.tool;

import io.sparkactor.agent.internal.tool.MemoryJournal;
import java.util.Objects;

/**
 * What is known of calls by their idempotency keys, so that one which is asked for again is not carried out again. Thread-safe, and atomic
 * for each key. It lives outside of the agents, whose restarts it survives; one in a database survives the program too.
 */
public interface ToolJournal {

    /** What is known of a call. */
    sealed interface Entry {

        /** Nothing was known; it counts as begun from now on. */
        record Unknown() implements Entry {}

        /** It was begun, and nobody knows whether it has taken effect. */
        record Begun() implements Entry {}

        /**
         * It was carried out, and this is what the model was told.
         *
         * @param output what came of it
         * @param failed whether the tool threw
         */
        record Done(String output, boolean failed) implements Entry {

            /** Checks that nothing is null. */
            public Done {
                Objects.requireNonNull(output, "output");
            }
        }
    }

    /**
     * A journal in memory.
     *
     * @param capacity how many calls it knows, the latest; more than zero
     */
    static ToolJournal inMemory(int capacity) {
        return new MemoryJournal(capacity);
    }

    /** Says what is known of a call and, if nothing is, that it begins. May block. */
    Entry begin(String key);

    /** Says what came of a call. May block. */
    void done(String key, Entry.Done result);
}
