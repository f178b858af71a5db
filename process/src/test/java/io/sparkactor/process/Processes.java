package io.sparkactor.process;

import io.sparkactor.ActorSpec;
import io.sparkactor.Execution;
import io.sparkactor.Ledger;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What these tests share. Stateless. */
final class Processes {

    /** So long may take what needs a new JVM, on a machine that does other things too. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final List<Logger> QUIET =
            List.of(Logger.getLogger("io.sparkactor.Actor"), Logger.getLogger("io.sparkactor.process.Output"));

    private Processes() {}

    /** Silences what the tests provoke on purpose. */
    static void quiet() {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    }

    /** A worker in a process. */
    static ActorSpec<Work> worker(String greeting) {
        return ActorSpec.<Work>of(Worker.class, greeting)
                .execution(Execution.PROCESS)
                .stateless();
    }

    /** The children of this JVM that are alive. */
    static List<ProcessHandle> children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
    }

    /** Waits until the books add up and nothing is in flight. */
    static void booksSettle(Syndicate syndicate) {
        Await.until(
                "balanced books",
                PATIENCE,
                () -> {
                    Ledger ledger = syndicate.ledger();
                    return ledger.balanced() && ledger.inFlight() == 0;
                },
                () -> "there was " + syndicate.ledger());
    }
}
