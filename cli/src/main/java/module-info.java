import org.jspecify.annotations.NullMarked;

/**
 * What the launcher {@code ./spark} needs Java for: writing new projects, running a relay and compiling single-file
 * programs. It has no API; everything else that the launcher does is in the script itself.
 */
@NullMarked
module io.sparkactor.cli {
    requires static org.jspecify;
    requires info.picocli;
    requires io.sparkactor.remote;
    requires java.compiler;
    requires jdk.compiler;

    // picocli fills in the annotated fields of commands.
    opens io.sparkactor.cli to
            info.picocli;
}
