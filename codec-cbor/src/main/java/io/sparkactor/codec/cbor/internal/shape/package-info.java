/**
 * How Java types become CBOR: one shape for each static type, worked out once when a codec is built. For the codec alone.
 *
 * <p>Shapes are immutable and shared by all threads. Read {@link io.sparkactor.codec.cbor.internal.shape.ShapeBuilder} and
 * {@link io.sparkactor.codec.cbor.internal.shape.AnyShape} first.
 */
@NullMarked
package io.sparkactor.codec.cbor.internal.shape;

import org.jspecify.annotations.NullMarked;
