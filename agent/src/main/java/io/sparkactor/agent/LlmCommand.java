package io.sparkactor.agent;

/** What an {@link LlmAgent} understands. Immutable. */
public sealed interface LlmCommand
        permits LlmRequest,
                LlmStreamRequest,
                StructuredLlmRequest,
                LlmCancel,
                GetConversation,
                GetToolTraces,
                AgentTick {}
