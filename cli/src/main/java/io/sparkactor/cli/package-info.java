/**
 * The Java half of the launcher {@code ./spark}. Nobody but the launcher uses it. Each program here runs on one thread
 * and ends, but for the relay, which runs until it is told to end. Read {@link io.sparkactor.cli.ProgramCompiler} first, then {@link io.sparkactor.cli.NewProject}.
 */
package io.sparkactor.cli;
