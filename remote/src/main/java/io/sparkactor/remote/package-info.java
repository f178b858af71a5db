/**
 * Ways to other systems, for {@link io.sparkactor.SyndicateConfig#remote}. For everybody; read {@link io.sparkactor.remote.Remote} first.
 * Each type states its thread rule.
 */
@NullMarked
package io.sparkactor.remote;

import org.jspecify.annotations.NullMarked;
