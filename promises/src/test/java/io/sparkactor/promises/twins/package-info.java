/**
 * Shows that the tests of the promises can fail: each runs against deliberately broken variants of our own code, and must see it.
 *
 * <p>A variant, a <em>twin</em>, is a text file in {@code src/twins}; see {@link io.sparkactor.promises.twins.Twin} for its form. Each
 * runs in a JVM of its own, with the broken classes before the real ones. Read {@code Twin} first, then {@link
 * io.sparkactor.promises.twins.TwinsTest}. Everything here belongs to one test run; the thread rule stands at each class.
 */
@NullMarked
package io.sparkactor.promises.twins;

import org.jspecify.annotations.NullMarked;
