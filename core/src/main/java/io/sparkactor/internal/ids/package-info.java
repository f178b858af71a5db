/**
 * The ids by which other systems know the receivers of this one. For the packages of the core alone; thread-safe. Read {@link
 * io.sparkactor.internal.ids.ReceiverIds} first.
 */
@NullMarked
package io.sparkactor.internal.ids;

import org.jspecify.annotations.NullMarked;
