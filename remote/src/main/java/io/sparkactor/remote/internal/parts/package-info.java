/**
 * What all parts of one transport share: settings, the loop, codecs, the books, figures, and the ways to others as seen from below.
 *
 * <p>For the packages above, which get it as {@link io.sparkactor.remote.internal.parts.Parts}; depends on {@code codec}, {@code session},
 * {@code settings} and {@code net}. Thread rule: thread-safe throughout, unless a method says otherwise. Read
 * {@link io.sparkactor.remote.internal.parts.Parts} first, then {@link io.sparkactor.remote.internal.parts.Outlet}.
 */
@NullMarked
package io.sparkactor.remote.internal.parts;

import org.jspecify.annotations.NullMarked;
