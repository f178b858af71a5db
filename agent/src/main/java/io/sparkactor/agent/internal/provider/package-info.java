/** What the providers of this module share. Read {@link CassetteFile} first; each type states its own thread rule. */
@NullMarked
package io.sparkactor.agent.internal.provider;

import org.jspecify.annotations.NullMarked;
