/** How tools are made and run. Read {@link ToolRound} first; each type states its own thread rule. */
@NullMarked
package io.sparkactor.agent.internal.tool;

import org.jspecify.annotations.NullMarked;
