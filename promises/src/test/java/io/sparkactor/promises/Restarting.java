package io.sparkactor.promises;

import io.sparkactor.ActorDiagnostics.Activity;
import io.sparkactor.ActorRef;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;

/** Waits for actors that are between two instances. Stateless. */
final class Restarting {

    private Restarting() {}

    /** Waits until an actor waits for its back-off and has so many messages. */
    static void await(Syndicate syndicate, ActorRef<?> actor, long queued) {
        // Twice: a look may see the middle of the very turn that leads there, and the next one then waits for its end.
        for (int look = 0; look < 2; look++) {
            Await.until(
                    actor + " to wait for its restart with " + queued, () -> isRestarting(syndicate, actor, queued));
        }
    }

    private static boolean isRestarting(Syndicate syndicate, ActorRef<?> actor, long queued) {
        return syndicate.diagnostics().actors().stream()
                .anyMatch(each -> each.path().equals(actor.path())
                        && each.activity() == Activity.RESTARTING
                        && each.queued() == queued);
    }
}
