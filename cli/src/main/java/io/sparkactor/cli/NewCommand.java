package io.sparkactor.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./spark new FOLDER}. Confined to the main thread. */
@Command(
        name = "new",
        description = "Writes a small Maven project: a pom, one actor, one test.",
        footer = {"", "Example: ${spark.launcher:-./spark} new greeter"},
        mixinStandardHelpOptions = true)
@NullUnmarked // picocli sets the fields
final class NewCommand implements Callable<Integer> {
    /** The exit code for a folder that cannot be used. */
    static final int REFUSED = 1;

    @Parameters(paramLabel = "FOLDER", description = "a new or an empty folder")
    private Path folder;

    @Spec
    private CommandSpec spec;

    NewCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            NewProject.in(folder).write();
        } catch (IOException | ProjectRefusedException fault) {
            spec.commandLine().getErr().println("spark: " + NewProject.explain(fault));
            return REFUSED;
        }
        String launcher = Shell.quote(Main.launcher());
        out.println("Written: " + folder + ". To test it:");
        out.println("  " + launcher + " install");
        out.println("  " + launcher + " mvn -f "
                + Shell.quote(folder.resolve("pom.xml").toString()) + " test");
        return 0;
    }
}
