/**
 * Bounded mailboxes under jcstress: senders against each other, against the turn that makes room, and against the stop.
 *
 * <p>Read {@link io.sparkactor.concurrency.mailbox.GiveBackVersusAwaitTest} first. Each class runs alone:
 * {@code java -cp … org.openjdk.jcstress.Main -t NameOfTheTest}.
 */
@NullMarked
package io.sparkactor.concurrency.mailbox;

import org.jspecify.annotations.NullMarked;
