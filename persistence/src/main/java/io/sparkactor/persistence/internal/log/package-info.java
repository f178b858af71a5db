/**
 * A file to which records are appended, of which none is lost once the call that wrote it has returned. For the stores of this module.
 * Each type states its own thread rule. Read {@code RecordLog} first, then {@code LogScan}, which says what is believed after a crash.
 */
@NullMarked
package io.sparkactor.persistence.internal.log;

import org.jspecify.annotations.NullMarked;
