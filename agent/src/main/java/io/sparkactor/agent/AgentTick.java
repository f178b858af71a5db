package io.sparkactor.agent;

/**
 * What the timers of an agent bring.
 *
 * @param turn the number of the turn that it is about
 * @param timeout whether its time is over; else it is time to look whether somebody still waits
 */
record AgentTick(long turn, boolean timeout) implements LlmCommand {}
