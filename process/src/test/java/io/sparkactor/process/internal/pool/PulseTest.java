package io.sparkactor.process.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How soon a silent process is given up. */
@DisabledOnOs(OS.WINDOWS)
class PulseTest {

    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(100);

    /** Uses some processor time, says so, and then waits for words that never come. */
    private static final String WORK_AND_WAIT =
            "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; echo done; read never";

    private final Process process;

    PulseTest() throws IOException {
        process = new ProcessBuilder("sh", "-c", WORK_AND_WAIT).start();
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void aProcessThatHasWorkedAndIsSilentIsGivenUpInTime(@TempDir Path folder) throws IOException {
        var address = UnixDomainSocketAddress.of(folder.resolve("s"));
        assertThat(process.inputReader().readLine()).isEqualTo("done");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address);
                var line = SocketChannel.open(address);
                var silent = server.accept()) {
            var pulse = new Pulse(line, process.toHandle(), 0);
            long now = 0;
            long found = 0;
            while (found == 0 && now < 20 * PERIOD) {
                now += PERIOD;
                found = pulse.look(now);
            }

            assertThat(silent.isOpen()).isTrue();
            // To begin to wait is work too, which may show in the first look that asks.
            assertThat(found).isBetween(Pulse.SILENCE, Pulse.SILENCE * 3 / 2);
        }
    }
}
