package io.sparkactor.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The commands that the launcher passes on to Java. Confined to the main thread. */
@Command(
        name = "spark",
        description = "Commands of ./spark that are written in Java.",
        subcommands = NewCommand.class,
        mixinStandardHelpOptions = true)
public final class Main {
    /** The exit code for a command line that makes no sense. */
    static final int USAGE = 2;

    Main() {}

    /**
     * Runs one command and ends the JVM with its exit code.
     *
     * @param args the command and its arguments
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setParameterExceptionHandler(Main::complain);
    }

    private static int complain(ParameterException fault, String[] args) {
        CommandLine command = fault.getCommandLine();
        PrintWriter err = command.getErr();
        err.printf("spark: %s; './spark %s --help' shows how%n", fault.getMessage(), command.getCommandName());
        return USAGE;
    }
}
