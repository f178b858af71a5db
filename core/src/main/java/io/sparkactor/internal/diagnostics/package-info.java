/**
 * What an operator asks of a running syndicate: a snapshot, and how it is written down.
 *
 * <p>It only reads; no turn waits for it, and it waits for none. Thread rule: thread-safe or immutable. Read
 * {@link io.sparkactor.internal.diagnostics.Diagnosis} first, then {@link io.sparkactor.internal.diagnostics.DiagnosticsText}.
 */
@NullMarked
package io.sparkactor.internal.diagnostics;

import org.jspecify.annotations.NullMarked;
