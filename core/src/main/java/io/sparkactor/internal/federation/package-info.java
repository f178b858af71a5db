/**
 * Who is a member of a federation, and where actors are placed. One actor of each system, {@code spark.federation}, knows the members and talks with
 * its like by plain maps, as ordinary messages; what takes time is done by those who call, or by its children.
 *
 * <p>Read {@link io.sparkactor.internal.federation.Steward} and {@link io.sparkactor.internal.federation.Handshake} first, then {@link
 * io.sparkactor.internal.federation.Placing}.
 */
@NullMarked
package io.sparkactor.internal.federation;

import org.jspecify.annotations.NullMarked;
