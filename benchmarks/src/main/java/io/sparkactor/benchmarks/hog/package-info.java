/**
 * The child JVM of {@link io.sparkactor.benchmarks.Hogs}.
 *
 * <p>For that benchmark only; driven by one thread. Read {@link io.sparkactor.benchmarks.hog.HogRun} and {@link
 * io.sparkactor.benchmarks.hog.HogChild}.
 */
@NullMarked
package io.sparkactor.benchmarks.hog;

import org.jspecify.annotations.NullMarked;
