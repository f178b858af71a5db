/**
 * What runs in a child JVM: one instance of a user's actor, and what it needs of the framework. There is no syndicate here.
 *
 * <p>The main thread reads frames and runs the actor; a thread of its own answers the pulse, and ends the JVM when the syndicate is gone.
 * Read {@link io.sparkactor.process.internal.child.ChildMain} first, then {@link io.sparkactor.process.internal.child.ChildLoop}.
 */
@NullMarked
package io.sparkactor.process.internal.child;

import org.jspecify.annotations.NullMarked;
