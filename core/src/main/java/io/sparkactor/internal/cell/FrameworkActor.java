package io.sparkactor.internal.cell;

/**
 * Implemented by actors that do the framework's own work: other systems can neither stop them nor end them by a link, though each reply of theirs names
 * them. They may still be monitored.
 */
public interface FrameworkActor {}
