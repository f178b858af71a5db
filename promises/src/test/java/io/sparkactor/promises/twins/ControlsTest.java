package io.sparkactor.promises.twins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlsTest {

    private static Twin twin(String name, Twin.Target target, String expect) {
        return new Twin(name, "P0", "a trial", target, expect, Duration.ofSeconds(30), 3, false, List.of());
    }

    @Test
    void onlyWhatWaitsInVainForRealTimeIsAControlAndEachTestOnce() {
        var hanging = twin("hanging", new Twin.JunitTarget("a.B#hangs"), "timeout");
        var waiting = twin("waiting", new Twin.JunitTarget("a.B#waits"), "waited in vain for it");
        var twins = List.of(
                hanging,
                waiting,
                twin("waiting-too", new Twin.JunitTarget("a.B#waits"), "waited in vain for it"),
                twin("wrong", new Twin.JunitTarget("a.B#compares"), "expected: 1"),
                twin("seeds", new Twin.SimulatedTarget("a.B#seeds"), "waited in vain for it"),
                twin("slip", new Twin.JcstressTarget("a.B"), "forbidden state: in vain"));

        var controls = Controls.among(twins);

        assertThat(controls).extracting(Twin::target).containsExactlyInAnyOrder(hanging.target(), waiting.target());
    }

    @Test
    void ofManyAFewAreTakenAndThoseThatHangAmongThem() {
        var twins = new ArrayList<Twin>();
        for (int i = 0; i < 100; i++) {
            twins.add(twin("twin-" + i, new Twin.JunitTarget("a.B#waits" + i), "nothing came"));
        }
        var hanging = twin("hanging", new Twin.JunitTarget("a.B#hangs"), "timeout");
        twins.add(hanging);

        assertThat(Controls.among(twins)).hasSize(6).contains(hanging);
    }

    @Test
    void theTwinsOfThisProjectHaveControls() throws IOException {
        assertThat(Controls.among(Project.find().twins(""))).hasSize(6);
    }
}
