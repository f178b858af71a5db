/**
 * What systems that talk to others do without locks, under jcstress: ids that are found only while somebody has them, messages that are settled
 * once, and the queue to a peer.
 *
 * <p>Read {@link io.sparkactor.concurrency.remote.NameVersusEndTest} first, then {@link io.sparkactor.concurrency.remote.OfferVersusAwakeTest}.
 */
@NullMarked
package io.sparkactor.concurrency.remote;

import org.jspecify.annotations.NullMarked;
