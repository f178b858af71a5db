/**
 * What any transport of this module needs: a thread that drives sockets, timers on it, a bounded queue in front of it, and a connection on
 * which whole frames come and go.
 *
 * <p>For the other packages of this module; depends on none of them. Thread rule: what is marked as confined to the loop is touched by the
 * one thread of its {@link io.sparkactor.remote.internal.net.Loop} alone. Read {@link io.sparkactor.remote.internal.net.Loop} first, then
 * {@link io.sparkactor.remote.internal.net.FrameChannel}.
 */
@NullMarked
package io.sparkactor.remote.internal.net;

import org.jspecify.annotations.NullMarked;
