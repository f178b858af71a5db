/**
 * How two systems show that they know a token which never travels, and sign what they say afterwards. Knows neither actors nor messages.
 *
 * <p>Read {@link io.sparkactor.internal.seal.Handshakes} and {@link io.sparkactor.internal.seal.Seal} first.
 */
@NullMarked
package io.sparkactor.internal.seal;

import org.jspecify.annotations.NullMarked;
