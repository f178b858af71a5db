package io.sparkactor;

/**
 * What became of a message that was published to a topic. Immutable.
 *
 * @param accepted how many members have it in their mailbox; zero of both if nobody is a member
 * @param refused how many members refused it; each refusal is a dead letter with its reason
 */
public record Publication(int accepted, int refused) {}
