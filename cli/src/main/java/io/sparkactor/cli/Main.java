package io.sparkactor.cli;

import java.io.PrintWriter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The commands that the launcher passes on to Java. Confined to the main thread. */
@Command(
        name = "spark",
        description = "Commands of the launcher that are written in Java.",
        subcommands = {NewCommand.class, CompletionCommand.class},
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
        return commandLine(System::getenv);
    }

    /** With environment variables of a test; null for those that are not set. */
    static CommandLine commandLine(Function<String, @Nullable String> environment) {
        return new CommandLine(new Main())
                .addSubcommand(new RelayCommand(environment))
                .setParameterExceptionHandler(Main::complain);
    }

    private static int complain(ParameterException fault, String[] args) {
        CommandLine command = fault.getCommandLine();
        PrintWriter err = command.getErr();
        err.printf(
                "spark: %s; '%s %s --help' shows how%n",
                fault.getMessage(), Shell.quote(launcher()), command.getCommandName());
        return USAGE;
    }

    /** What the user has called to get here. */
    static String launcher() {
        return System.getProperty("spark.launcher", "./spark");
    }
}
