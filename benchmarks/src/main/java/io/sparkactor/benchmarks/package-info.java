/**
 * One question per class: each class here has a {@code main} that is run by {@code ./spark bench NAME} and prints a table.
 *
 * <p>For people who measure Spark; never published. What a class measures runs in child JVMs, whose programs stand in the
 * subpackages, one for each question. The classes here are confined to the main thread. Read {@link
 * io.sparkactor.benchmarks.MessageRate} first, then {@link io.sparkactor.benchmarks.measure.ChildJvm}.
 */
@NullMarked
package io.sparkactor.benchmarks;

import org.jspecify.annotations.NullMarked;
