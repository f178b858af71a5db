/**
 * Keeps a stack overflow of user code out of steps of the runtime that must not be left half done.
 *
 * <p>For the runtime alone. Thread-safe. Read {@link io.sparkactor.internal.stack.StackReserve}.
 */
@NullMarked
package io.sparkactor.internal.stack;

import org.jspecify.annotations.NullMarked;
