package io.sparkactor.promises.twins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Finds in a second which twins no longer fit the code; {@link TwinsTest}, which compiles and runs them, takes many minutes. */
class TwinsFitTest {

    /** A test that has got another name, or a parameter, would not be found. */
    @Test
    void theTestOfEveryTwinIsThere() throws IOException {
        var project = Project.find();
        var missing = new ArrayList<String>();
        for (var twin : project.twins("")) {
            var selector = switch (twin.target()) {
                case Twin.JunitTarget(var test) -> test;
                case Twin.SimulatedTarget(var test) -> test;
                case Twin.JcstressTarget _ -> "";
            };
            if (!selector.isEmpty() && !isThere(project, selector)) {
                missing.add(twin.name() + ": " + selector);
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean isThere(Project project, String selector) throws IOException {
        var parts = selector.split("#", 2);
        var source = project.testSource(parts[0]);
        if (source.isEmpty() || parts.length == 1) {
            return source.isPresent();
        }
        var name = parts[1].replaceFirst("\\(.*", "");
        var parameters = parts[1].equals(name) ? "\\(\\)" : "\\([^)]";
        return Pattern.compile("\\bvoid " + name + parameters)
                .matcher(Files.readString(source.get()))
                .find();
    }

    @Test
    void everyTwinFitsTheCode() throws IOException {
        var project = Project.find();
        var twins = project.twins("");
        var unfit = new ArrayList<String>();
        for (var twin : twins) {
            try {
                BrokenClasses.changedSources(twin, project);
            } catch (TwinException e) {
                unfit.add(e.getMessage());
            }
        }
        assertThat(twins).isNotEmpty();
        assertThat(unfit).isEmpty();
    }
}
