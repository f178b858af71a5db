/**
 * Pools of workers: an actor that gives each of its messages, the jobs, to one of several actors of one class, and answers for them until
 * they are done.
 *
 * <p>For applications. Jobs are sent, asked for and answered from any thread; a worker is an ordinary actor. Built on the exported
 * packages alone. Read {@link io.sparkactor.troupe.Troupe} first, then {@link io.sparkactor.troupe.TroupeSettings}.
 */
@NullMarked
package io.sparkactor.troupe;

import org.jspecify.annotations.NullMarked;
