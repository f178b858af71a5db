/**
 * Concurrency tests of the scheduler's lock-free parts, each the smallest one that shows its race.
 *
 * <p>Each class runs alone: {@code java -jar concurrency-tests.jar -t NameOfTheTest}. Read {@code PutVersusRetakeTest} first.
 */
@NullMarked
package io.sparkactor.concurrency.scheduler;

import org.jspecify.annotations.NullMarked;
