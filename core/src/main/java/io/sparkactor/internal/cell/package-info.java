/**
 * Room two of the way from {@code tell} to {@code process}: the local actor, its mailbox, its turn and its life.
 *
 * <p>Used by the packages {@code internal.ask} and {@code internal.syndicate}, never by users. Thread rule: what is confined to the
 * actor's turn says so; all else is thread-safe. Read {@link io.sparkactor.internal.cell.MailboxQueue} first, then
 * {@link io.sparkactor.internal.cell.ActorCell}.
 */
@NullMarked
package io.sparkactor.internal.cell;

import org.jspecify.annotations.NullMarked;
