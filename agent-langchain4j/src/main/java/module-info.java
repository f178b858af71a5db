/**
 * A provider for agents on any chat model that LangChain4j supports.
 *
 * <p>Read {@link io.sparkactor.agent.langchain4j.LangChain4jProvider} first.
 */
@org.jspecify.annotations.NullMarked
module io.sparkactor.agent.langchain4j {
    requires static org.jspecify;
    requires transitive io.sparkactor.agent;
    requires java.net.http;
    requires langchain4j.core;
    // LangChain4j is no module, so nothing else would bring what it needs to run.
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;

    exports io.sparkactor.agent.langchain4j;
}
