/**
 * Refs to actors of other systems, and what comes from there: between {@code internal.cell} and the transport that a module provides.
 *
 * <p>Read {@link io.sparkactor.internal.remote.RemoteRef} first; of streams, {@link io.sparkactor.internal.remote.RemoteWriter} is what the
 * side of the reader has, and {@link io.sparkactor.internal.remote.StreamAskRef} what that of the writer has.
 */
@NullMarked
package io.sparkactor.internal.remote;

import org.jspecify.annotations.NullMarked;
