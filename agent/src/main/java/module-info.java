/**
 * LLM actors: agents that stream, use tools, can be cancelled and obey a budget.
 *
 * <p>Read {@link io.sparkactor.agent} first; who brings a model of their own implements {@link io.sparkactor.agent.spi.LlmProvider}.
 * It needs Spark's core, and Jackson for JSON, which no signature shows.
 */
@org.jspecify.annotations.NullMarked
module io.sparkactor.agent {
    requires static org.jspecify;
    requires transitive io.sparkactor;
    requires tools.jackson.databind;

    exports io.sparkactor.agent;
    exports io.sparkactor.agent.limit;
    exports io.sparkactor.agent.provider;
    exports io.sparkactor.agent.spi;
    exports io.sparkactor.agent.tool;
}
