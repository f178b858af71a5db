/**
 * What bounded mailboxes are made of: places with threads that wait for one, and the order in which messages wait.
 *
 * <p>Knows no actors and no messages. Thread rule: thread-safe. Read {@link io.sparkactor.internal.mailbox.Places} first, then
 * {@link io.sparkactor.internal.mailbox.Backlog}.
 */
@NullMarked
package io.sparkactor.internal.mailbox;

import org.jspecify.annotations.NullMarked;
