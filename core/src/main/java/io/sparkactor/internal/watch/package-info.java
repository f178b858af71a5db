/**
 * Who waits for channels, processes and files on behalf of actors; what an actor is, it does not know.
 *
 * <p>Thread rule: one thread of a syndicate waits for all its channels, one for all its files, both begun when first needed; one virtual
 * thread for each process. Locks are held for a few instructions, and never while a signal is sent or a thread is started. Read {@link
 * io.sparkactor.internal.watch.WatchPoint} first, then {@link io.sparkactor.internal.watch.ChannelWatcher}.
 */
@NullMarked
package io.sparkactor.internal.watch;

import org.jspecify.annotations.NullMarked;
