/**
 * A language model server that says what a script says, on the loopback interface.
 *
 * <p>For tests and benchmarks only. The server is thread-safe; scripts are immutable once they are given to it. Read {@link
 * io.sparkactor.agent.testserver.FakeLlmServer} first, then {@link io.sparkactor.agent.testserver.ResponsesScript}.
 */
@NullMarked
package io.sparkactor.agent.testserver;

import org.jspecify.annotations.NullMarked;
