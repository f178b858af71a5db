/**
 * A provider for agents on the official OpenAI Java client.
 *
 * <p>Read {@link io.sparkactor.agent.openai.OpenAiResponsesProvider} first. Its jars are large: 80 MB.
 */
@org.jspecify.annotations.NullMarked
module io.sparkactor.agent.openai {
    requires static org.jspecify;
    requires transitive io.sparkactor.agent;
    requires java.net.http;
    requires openai.java.core;
    // The client is no module, so nothing else would bring what it needs to run.
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.datatype.jdk8;
    requires com.fasterxml.jackson.datatype.jsr310;
    requires com.fasterxml.jackson.kotlin;
    requires kotlin.stdlib;
    requires kotlin.reflect;

    exports io.sparkactor.agent.openai;
}
