/** JSON by Jackson: texts, values and schemas. Everything is stateless or immutable. Read {@link Json} first. */
@NullMarked
package io.sparkactor.agent.internal.json;

import org.jspecify.annotations.NullMarked;
