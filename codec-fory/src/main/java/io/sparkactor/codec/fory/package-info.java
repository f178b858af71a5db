/**
 * Messages through Apache Fory: less work than CBOR, for Java systems that run the same types and trust each other.
 *
 * <p>For applications that allow their messages. A codec is thread-safe. Read {@link io.sparkactor.codec.fory.ForyCodec} and
 * {@link io.sparkactor.codec.fory.ForyLimits} first.
 */
@NullMarked
package io.sparkactor.codec.fory;

import org.jspecify.annotations.NullMarked;
