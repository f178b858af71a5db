package io.sparkactor.command;

import java.lang.System.Logger.Level;
import java.util.List;

/** Writes what came of a command to the log that it names, masked. Stateless. */
final class CommandLogger {

    private static final int LINES = 5;
    private static final System.Logger LOG = System.getLogger(RunCommand.class.getName());

    private CommandLogger() {}

    static void log(CommandResult result) {
        CommandOptions options = result.command().options();
        Level level = result.success() || options.errorOk ? Level.DEBUG : Level.WARNING;
        if (options.quiet) {
            return;
        }
        if (options.log != null) {
            options.log.tell(new CommandLog(level, text(result)));
        } else {
            LOG.log(level, () -> text(result));
        }
    }

    private static String text(CommandResult result) {
        Command command = result.command();
        String tag = command.options().logTag == null ? command.executable() : command.options().logTag;
        var text = new StringBuilder(
                tag + ": " + command + " ended with " + (result.success() ? "success" : failure(result)));
        text.append(" after ").append(result.duration().toMillis()).append(" ms");
        appendLines(text, "output", result.output());
        appendLines(text, "error", result.error());
        return command.masked(text.toString());
    }

    private static String failure(CommandResult result) {
        return "error #" + result.exitCode() + " (" + result.outcome().description() + ")";
    }

    private static void appendLines(StringBuilder text, String name, CapturedOutput output) {
        List<String> lines = output.beginning().lines().limit(LINES + 1L).toList();
        lines.stream()
                .limit(LINES)
                .forEach(line -> text.append("\n    ").append(name).append(": ").append(line));
        if (lines.size() > LINES) {
            text.append("\n    ")
                    .append(name)
                    .append(": ... ")
                    .append(output.totalBytes())
                    .append(" bytes in all");
        }
    }
}
