/** The death of an executor against the steps that it is given; for jcstress alone. Read {@link DeathVersusStepTest} first. */
@NullMarked
package io.sparkactor.concurrency.executor;

import org.jspecify.annotations.NullMarked;
