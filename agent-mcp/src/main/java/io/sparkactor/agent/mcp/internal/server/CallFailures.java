package io.sparkactor.agent.mcp.internal.server;

import io.sparkactor.AskException;
import io.sparkactor.AskFailedException;
import io.sparkactor.AskRefusedException;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.Syndicate;
import io.sparkactor.spi.RuntimeHooks;
import java.lang.System.Logger.Level;

/**
 * What clients hear of calls that failed: the kind of the failure, and an id under which the log has the rest. The texts of exceptions stay
 * here, as they may hold paths, addresses and contents that are no affair of a client. Thread-safe.
 */
final class CallFailures {

    private static final System.Logger LOG = System.getLogger("io.sparkactor.agent.mcp");

    private final RuntimeHooks hooks;

    CallFailures(Syndicate syndicate) {
        this.hooks = RuntimeHooks.of(syndicate);
    }

    /** Logs a failure and gives the words for the client. Never throws. */
    String report(String tool, Throwable thrown) {
        if (thrown instanceof TellClientException told) {
            return String.valueOf(told.getMessage());
        }
        String id = String.format("%08x", (int) hooks.randomLong());
        log("call " + id + " of tool " + tool + " has failed", thrown);
        return wordsOf(thrown) + "; the log of the server tells more under " + id;
    }

    private static void log(String what, Throwable thrown) {
        try {
            LOG.log(Level.WARNING, what, thrown);
        } catch (Throwable _) { // the exception cannot be printed, and the client is to hear all the same
            LOG.log(Level.WARNING, what + " by " + thrown.getClass().getName() + ", which cannot be printed");
        }
    }

    private static String wordsOf(Throwable thrown) {
        String what = switch (thrown) {
            case AskTimeoutException _ -> "the actor has not replied in time";
            case AskFailedException _ -> "the actor has failed";
            case AskTargetStoppedException _ -> "the actor has stopped";
            case AskRefusedException _ -> "the actor has not taken the request";
            default -> "the call has failed";
        };
        return thrown instanceof AskException ? what + " (" + thrown.getClass().getSimpleName() + ")" : what;
    }
}
