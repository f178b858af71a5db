package io.sparkactor.spi;

/**
 * A scheduler in figures, for operators. Immutable; each figure is taken on its own, so that they need not fit together.
 *
 * @param processors how many turns may run at once, those that block or were evicted not counted
 * @param workers how many threads the scheduler has, idle ones too
 * @param turns how many of them are inside a turn
 * @param carriers how many virtual threads this JVM may run at once, which all its schedulers share; 0 if not known
 */
public record SchedulerFigures(int processors, int workers, int turns, int carriers) {}
