/**
 * What goes over the sockets between a syndicate and its child JVMs: frames, and the plain parts of their bodies.
 *
 * <p>For both sides. A reader and the bodies that it gives are confined to one thread, a writer is thread-safe. Read {@link
 * io.sparkactor.process.internal.wire.FrameKind} first, then {@link io.sparkactor.process.internal.wire.FrameReader}.
 */
@NullMarked
package io.sparkactor.process.internal.wire;

import org.jspecify.annotations.NullMarked;
