/**
 * Commands of the operating system, run by an actor: {@link io.sparkactor.command.RunCommand}.
 *
 * <p>For applications. What users hand over and get back is immutable; the actor is confined to its turn as every actor; each running
 * command has a few threads of its own for its pipes. Read {@link io.sparkactor.command.RunCommand} first, then
 * {@link io.sparkactor.command.Command}. It is built of exported packages alone.
 */
@NullMarked
package io.sparkactor.command;

import org.jspecify.annotations.NullMarked;
