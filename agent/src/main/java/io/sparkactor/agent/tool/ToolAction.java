package io.sparkactor.agent.tool;

import org.jspecify.annotations.Nullable;

/** A call of a tool as a record: its components are the arguments. To be annotated with {@link Tool}. */
@FunctionalInterface
public interface ToolAction {

    /**
     * Carries it out. Called once, on a virtual thread of its own; an interrupt means that nobody waits any more.
     *
     * @return the result: a string as it is, null as {@code "done"}, anything else as JSON
     * @throws Exception anything: the model is told that the call has failed, and why
     */
    @Nullable
    Object run(ToolContext context) throws Exception;
}
