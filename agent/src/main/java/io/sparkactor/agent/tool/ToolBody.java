package io.sparkactor.agent.tool;

/** What a tool does, from JSON text to text; for tools whose arguments have no Java type. */
@FunctionalInterface
public interface ToolBody {

    /**
     * Carries a call out. Any thread, several at once; an interrupt means that nobody waits any more.
     *
     * @param arguments what the model gave, a JSON object if it kept to the schema
     * @return the result for the model
     * @throws Exception anything: the model is told that the call has failed, and why
     */
    String call(String arguments, ToolContext context) throws Exception;
}
