/**
 * Actors in child JVMs: what an application may see of them.
 *
 * <p>An application asks for it by {@link io.sparkactor.ActorSpec#execution} with {@link io.sparkactor.Execution#PROCESS}, and names this
 * package only to look at how a process ended. All types here are immutable. Read {@link io.sparkactor.process.ProcessDiedException}
 * first, then {@link io.sparkactor.RemoteFailureException}, which stands for what was thrown there.
 */
@NullMarked
package io.sparkactor.process;

import org.jspecify.annotations.NullMarked;
