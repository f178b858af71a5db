/**
 * CBOR items to and from bytes (RFC 8949), without any knowledge of Java types. For the codec alone, and for envelopes of this project
 * that are made of plain values.
 *
 * <p>A reader and a writer are each confined to one thread and one value. Read
 * {@link io.sparkactor.codec.cbor.internal.wire.CborOutput} and {@link io.sparkactor.codec.cbor.internal.wire.CborInput} first.
 */
@NullMarked
package io.sparkactor.codec.cbor.internal.wire;

import org.jspecify.annotations.NullMarked;
