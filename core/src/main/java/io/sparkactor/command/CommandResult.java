package io.sparkactor.command;

import io.sparkactor.command.CommandOutcome.Exited;
import io.sparkactor.command.CommandOutcome.Signalled;
import java.time.Duration;
import java.util.Objects;

/**
 * What came of a command. Immutable.
 *
 * @param command the command; the same object that was sent
 * @param outcome how it ended
 * @param output what it wrote to its standard output
 * @param error what it wrote to its standard error
 * @param duration from its start to its end; zero if it never ran
 */
public record CommandResult(
        Command command, CommandOutcome outcome, CapturedOutput output, CapturedOutput error, Duration duration)
        implements AbortReply {

    /** Checks the parts. */
    public CommandResult {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(duration, "duration");
    }

    /** Whether it ended by itself with exit code 0. */
    public boolean success() {
        return outcome instanceof Exited(int number) && number == 0;
    }

    /** See {@link CommandOutcome#number}. */
    public int exitCode() {
        return outcome.number();
    }

    /** See {@link CapturedOutput#text} of its standard output. */
    public String stdout() {
        return output.text();
    }

    /** See {@link CapturedOutput#text} of its standard error; if there is none, why it did not run to its end. */
    public String stderr() {
        boolean ranToItsEnd = outcome instanceof Exited || outcome instanceof Signalled;
        return error.totalBytes() == 0 && !ranToItsEnd ? outcome.description() : error.text();
    }

    /** Whether some of its output was not kept. */
    public boolean truncated() {
        return output.truncated() || error.truncated();
    }

    /** Empty on success, else the number and the standard error, for people; masked. */
    public String errorText() {
        return success()
                ? ""
                : command.masked("Error #" + exitCode() + " " + stderr().strip())
                        .strip();
    }

    /** Success, or what went wrong, for people; masked. */
    @Override
    public String toString() {
        return "CommandResult " + (success() ? "success" : "FAILED " + errorText());
    }
}
