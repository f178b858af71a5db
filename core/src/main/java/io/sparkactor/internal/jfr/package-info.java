/**
 * What the JDK's flight recorder sees of actors.
 *
 * <p>{@link io.sparkactor.internal.jfr.FlightTurns} and {@link io.sparkactor.internal.jfr.FlightFacts} are the doors: they name no
 * type of {@code jdk.jfr}, whose module may be absent at run time, and touch an event class only when {@link
 * io.sparkactor.internal.jfr.FlightModule} has found it. An event's times are those of the recorder, not of the hooks: a recording is of
 * this JVM in real time, whatever clock the actors go by. Thread rule: thread-safe; nothing blocks.
 */
@NullMarked
package io.sparkactor.internal.jfr;

import org.jspecify.annotations.NullMarked;
