/**
 * How a child JVM comes to be: its command line, made after this JVM's own, a cache that makes it start fast, and the sockets over which
 * the two meet.
 *
 * <p>For {@code internal.pool} alone. Thread rule: each class states its own. Read {@link
 * io.sparkactor.process.internal.launch.ChildLaunch} first, then {@link io.sparkactor.process.internal.launch.ParentJvm}.
 */
@NullMarked
package io.sparkactor.process.internal.launch;

import org.jspecify.annotations.NullMarked;
