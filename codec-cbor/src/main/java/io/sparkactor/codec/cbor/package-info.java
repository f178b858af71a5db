/**
 * Messages as CBOR (RFC 8949), for what leaves the JVM: records, enums, collections, numbers, texts, times and refs. Nothing is decoded
 * but types that were allowed.
 *
 * <p>For applications that allow their messages, and for modules that send them. A codec is thread-safe. Read
 * {@link io.sparkactor.codec.cbor.CborCodec} and {@link io.sparkactor.codec.cbor.CborLimits} first.
 */
@NullMarked
package io.sparkactor.codec.cbor;

import org.jspecify.annotations.NullMarked;
