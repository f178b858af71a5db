/**
 * Who is a member of which topic, apart from what a member is.
 *
 * <p>Thread rule: thread-safe; the locks are held for a few instructions, in which no code of users runs and nothing waits. Read
 * {@link io.sparkactor.internal.topics.TopicTable} first, then {@link io.sparkactor.internal.topics.Member}.
 */
@NullMarked
package io.sparkactor.internal.topics;

import org.jspecify.annotations.NullMarked;
