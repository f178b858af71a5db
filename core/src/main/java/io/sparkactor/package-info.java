/**
 * The API of Spark for Java: what programs with actors use.
 *
 * <p>A {@link io.sparkactor.Syndicate} is a running actor system, an {@link io.sparkactor.Actor} is what users write, an
 * {@link io.sparkactor.ActorRef} is how everybody talks to it. Thread rule: refs, messages, syndicates, endpoints and specs may be
 * used from any thread; an {@link io.sparkactor.ActorContext} belongs to its actor's turn. Read {@link io.sparkactor.Syndicate}
 * first, then {@link io.sparkactor.Actor}.
 */
@NullMarked
package io.sparkactor;

import org.jspecify.annotations.NullMarked;
