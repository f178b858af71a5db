/**
 * A file to which records are appended, of which none is lost once the call that wrote it has returned. For the stores of this module.
 * Each type states its own thread rule. Read {@code RecordLog} first, then {@code LogScan}, which says what is believed after a
 * crash, and {@code Rewriting}, which makes a file smaller while it is in use. {@code Forces} brings records to the disk, {@code LogFormat} has the bytes, {@code RecordFile} an open
 * file of them, {@code LogPlace} its name.
 */
@NullMarked
package io.sparkactor.persistence.internal.log;

import org.jspecify.annotations.NullMarked;
