/**
 * One turn of a conversation, from what the user says to the model's last answer: direct style, on a thread of its own. Read {@link
 * LlmTurn} first; each type states its own thread rule.
 */
@NullMarked
package io.sparkactor.agent.internal.turn;

import org.jspecify.annotations.NullMarked;
