package io.sparkactor.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spark completion SHELL}. Confined to the main thread. */
@Command(
        name = "completion",
        description = "Prints a script that completes commands and options in a shell.",
        footer = {
            "",
            "Example: . <(${spark.launcher:-spark} completion bash)",
            "Add it to ~/.bashrc or ~/.zshrc to have it in each shell."
        },
        mixinStandardHelpOptions = true)
@NullUnmarked // picocli sets the fields
final class CompletionCommand implements Callable<Integer> {

    /** Shells whose completion picocli knows; one script serves both. */
    enum KnownShell {
        bash,
        zsh
    }

    @SuppressWarnings("UnusedVariable") // asked for, as others may need another script
    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private KnownShell shell;

    @Spec
    private CommandSpec spec;

    CompletionCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(AutoComplete.bash("spark", spec.root().commandLine()));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
