package io.sparkactor.agent;

import io.sparkactor.Request;
import io.sparkactor.agent.tool.ToolTrace;
import java.util.List;

/** Asks an agent for the latest calls of its tools, oldest first, also those of failed requests. */
public record GetToolTraces() implements LlmCommand, Request<LlmCommand, List<ToolTrace>> {}
