/**
 * What keeps Fory within bounds: which types it knows, what it refuses, how its instances are shared. For the codec alone.
 *
 * <p>Read {@link io.sparkactor.codec.fory.internal.TypeList} and {@link io.sparkactor.codec.fory.internal.Engines} first; each class states
 * its thread rule.
 */
@NullMarked
package io.sparkactor.codec.fory.internal;

import org.jspecify.annotations.NullMarked;
