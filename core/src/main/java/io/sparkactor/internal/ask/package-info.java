/**
 * Asks: a slot stands where the reply is to land, and fails as soon as no reply can come.
 *
 * <p>Stands on {@code internal.cell}, which knows only {@link io.sparkactor.internal.cell.Asking}. Thread rule: thread-safe; each class
 * says which thread waits. Read {@link io.sparkactor.internal.ask.AskSlot} first, then {@link io.sparkactor.internal.ask.Asks}.
 */
@NullMarked
package io.sparkactor.internal.ask;

import org.jspecify.annotations.NullMarked;
