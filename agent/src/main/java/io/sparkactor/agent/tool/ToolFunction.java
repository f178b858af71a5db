package io.sparkactor.agent.tool;

import org.jspecify.annotations.Nullable;

/**
 * What a tool does, from a value of the type of its arguments to a result.
 *
 * @param <A> the type of the arguments
 */
@FunctionalInterface
public interface ToolFunction<A> {

    /**
     * Carries a call out. Any thread, several at once; an interrupt means that nobody waits any more.
     *
     * @return as of {@link ToolAction#run}
     * @throws Exception anything: the model is told that the call has failed, and why
     */
    @Nullable
    Object call(A arguments, ToolContext context) throws Exception;
}
