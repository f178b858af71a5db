package io.sparkactor.persistence.timer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sparkactor.TimerStoreException;
import java.nio.file.Path;

/** Opens a file of timers in a JVM of its own, and says what came of it. */
final class Opener {

    private Opener() {}

    /** Takes one argument, the path. */
    public static void main(String[] arguments) {
        try (var store = FileTimerStore.open(Path.of(arguments[0]))) {
            System.out.println(Rows.of(store));
        } catch (TimerStoreException e) {
            System.out.println(e.getMessage());
        }
    }

    static String inAnotherJvm(Path path) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Opener.class.getName(),
                        path.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return said;
    }
}
