package io.sparkactor.command;

import java.time.Duration;
import java.util.Objects;

/** How a command ended. {@link #number} gives each a number for those who want one; the type is what cannot be mistaken. Immutable. */
public sealed interface CommandOutcome {

    /**
     * The process's own exit code, or a negative number: -n for signal n, -1 if it could not start and the system gave no reason, -2
     * after the time-out, -3 if it never ran, -4 if nobody knows.
     */
    int number();

    /** What happened, in words. */
    String description();

    /**
     * The process ended by itself.
     *
     * @param number its exit code
     */
    record Exited(int number) implements CommandOutcome {
        @Override
        public String description() {
            return "exit code " + number;
        }
    }

    /**
     * A signal ended the process. The JDK cannot tell that from a process that exits with 128 + n, as a shell does whose command was
     * ended by signal n; both are this.
     *
     * @param signal the number of the signal, 9 for SIGKILL
     */
    record Signalled(int signal) implements CommandOutcome {
        @Override
        public int number() {
            return -signal;
        }

        @Override
        public String description() {
            return "ended by signal " + signal;
        }
    }

    /**
     * It was ended: by a {@link CommandAbort}, by the stop or restart of its actor, or because the reader of its stream has gone.
     *
     * @param number what its process made of that: -15 for the usual SIGTERM, -9 for SIGKILL, its exit code if it ended in its own way
     */
    record Aborted(int number) implements CommandOutcome {
        @Override
        public String description() {
            return "aborted";
        }
    }

    /**
     * It took too long and was ended.
     *
     * @param timeout the time that it had
     */
    record TimedOut(Duration timeout) implements CommandOutcome {

        /** Checks the time-out. */
        public TimedOut {
            Objects.requireNonNull(timeout, "timeout");
        }

        @Override
        public int number() {
            return -2;
        }

        @Override
        public String description() {
            return "ended as it had not finished within " + timeout.toMillis() + " ms";
        }
    }

    /** It never ran: it was queued when its actor stopped or restarted. */
    record NeverRan() implements CommandOutcome {
        @Override
        public int number() {
            return -3;
        }

        @Override
        public String description() {
            return "it was queued when its actor stopped, and never ran";
        }
    }

    /** It was to end, but could not be seen to end: its processes resist the kill, or its start hangs in the operating system. */
    record Unknown() implements CommandOutcome {
        @Override
        public int number() {
            return -4;
        }

        @Override
        public String description() {
            return "it was killed, but has not ended yet";
        }
    }

    /**
     * It could not be started.
     *
     * @param number the error of the operating system, 2 for "no such file"; -1 if there is none
     * @param reason what is wrong and what to do
     */
    record StartFailed(int number, String reason) implements CommandOutcome {

        /** Checks the reason. */
        public StartFailed {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public String description() {
            return reason;
        }
    }

    /**
     * The stream with its input failed, so it was ended rather than left with half of its input.
     *
     * @param reason what the stream threw
     */
    record InputFailed(String reason) implements CommandOutcome {

        /** Checks the reason. */
        public InputFailed {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public int number() {
            return -1;
        }

        @Override
        public String description() {
            return "its input failed: " + reason;
        }
    }

    /** The outcome of a process that ended by itself with this exit value, as {@link Process#exitValue} tells it. */
    static CommandOutcome ofExitValue(int value) {
        return value > 128 && value <= 128 + 64 ? new Signalled(value - 128) : new Exited(value);
    }
}
