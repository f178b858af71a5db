package io.sparkactor.agent;

import io.sparkactor.Request;

/** Asks an agent for its conversation so far, without the request that it works on. */
public record GetConversation() implements LlmCommand, Request<LlmCommand, ConversationHistory> {}
