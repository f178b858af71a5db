package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Watch;
import io.sparkactor.testkit.simulation.Simulation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No seed rules when the outside is ready, so a simulation refuses to watch it. */
@Timeout(60)
class WatchSimulatedTest {

    @Test
    void aSimulationRefusesToWatchAndSaysWhatToDoInstead() throws Exception {
        try (var pipes = new Pipes()) {
            var pipe = pipes.open();
            for (Watch watch : new Watch[] {Pipes.readable(pipe), Watch.file(Path.of(""))}) {
                assertThatThrownBy(() -> Simulation.run(1, simulation -> watchIn(simulation, watch)))
                        .hasStackTraceContaining("send what they would bring as messages");
            }
        }
    }

    private static void watchIn(Simulation simulation, Watch watch) {
        var watcher = simulation.open("inside").createActor(String.class, (context, message) -> {
            context.watch(watch);
            message.reply("watched");
        });
        String unused = watcher.ask("watch", String.class);
    }
}
