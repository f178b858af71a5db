package io.sparkactor.promises.twins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Finds in a second which twins no longer fit the code; {@link TwinsTest}, which compiles and runs them, takes many minutes. */
class TwinsFitTest {

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
