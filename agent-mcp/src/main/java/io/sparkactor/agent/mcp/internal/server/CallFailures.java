package io.sparkactor.agent.mcp.internal.server;

import io.sparkactor.AskException;
import io.sparkactor.AskFailedException;
import io.sparkactor.AskRefusedException;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.Syndicate;
import io.sparkactor.agent.mcp.internal.wire.Printable;
import io.sparkactor.spi.RuntimeHooks;
import java.lang.System.Logger.Level;

/**
 * What clients hear of calls that failed: the kind of the failure, and an id under which the log has the rest. The texts of exceptions stay
 * here, as they may hold paths, addresses and contents that are no affair of a client. Thread-safe.
 */
final class CallFailures {

    private static final System.Logger LOG = System.getLogger("io.sparkactor.agent.mcp");

    private final RuntimeHooks hooks;
    private final StackTraces stacks;

    CallFailures(Syndicate syndicate) {
        this.hooks = RuntimeHooks.of(syndicate);
        this.stacks = new StackTraces(hooks.nanoTime());
    }

    /** Logs a failure and gives the words for the client. Never throws, whatever the log does: the client waits for them. */
    String report(String tool, Throwable thrown) {
        if (thrown instanceof TellClientException told) {
            return String.valueOf(told.getMessage());
        }
        String id = String.format("%08x", (int) hooks.randomLong());
        log("call " + id + " of tool " + tool + " has failed", thrown);
        return wordsOf(thrown) + "; the log of the server tells more under " + id;
    }

    private void log(String what, Throwable thrown) {
        try {
            if (saysAllByItsText(thrown) || !stacks.take(hooks.nanoTime())) {
                LOG.log(Level.WARNING, what + ": " + Printable.of(String.valueOf(thrown)));
            } else {
                LOG.log(Level.WARNING, what, thrown);
            }
        } catch (Throwable _) { // the exception cannot be printed, or the log is broken
            logWithoutText(what + " by " + thrown.getClass().getName() + ", which cannot be printed");
        }
    }

    private static void logWithoutText(String what) {
        try {
            LOG.log(Level.WARNING, what);
        } catch (Throwable _) {
            // there is nowhere left to say it, and the client is to hear all the same
        }
    }

    /** Whether the stack would only show this module, as nothing has failed but the ask itself. */
    private static boolean saysAllByItsText(Throwable thrown) {
        return thrown instanceof AskTimeoutException
                || thrown instanceof AskRefusedException
                || thrown instanceof AskTargetStoppedException;
    }

    private static String wordsOf(Throwable thrown) {
        String what = switch (thrown) {
            case AskTimeoutException _ -> "the actor has not replied in time";
            case AskFailedException _ -> "the actor has failed";
            case AskTargetStoppedException _ -> "the actor has stopped";
            case AskRefusedException _ -> "the actor has not taken the request";
            case RefusedValueException _ -> "a value of the arguments was refused";
            default -> "the call has failed";
        };
        return thrown instanceof AskException ? what + " (" + thrown.getClass().getSimpleName() + ")" : what;
    }
}
