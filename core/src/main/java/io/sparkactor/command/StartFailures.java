package io.sparkactor.command;

import io.sparkactor.command.CommandOutcome.StartFailed;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why a command could not be started, in words that help. Stateless. */
final class StartFailures {

    /** The JDK hides the error of the operating system in the text of its exception. */
    private static final Pattern SYSTEM_ERROR = Pattern.compile("error[:=] ?(\\d+)[, (]+([^)]*)");

    private static final int NO_SUCH_FILE = 2;

    private StartFailures() {}

    static StartFailed describe(Command command, Throwable failure) {
        Matcher matcher = SYSTEM_ERROR.matcher(String.valueOf(failure.getMessage()));
        String prefix = "cannot run \"" + command.executable() + "\": ";
        if (!matcher.find()) {
            return new StartFailed(-1, prefix + (failure.getMessage() == null ? failure : failure.getMessage()));
        }
        int error = Integer.parseInt(matcher.group(1));
        String advice = error == NO_SUCH_FILE ? "; name a program that is on the PATH, or say where it is" : "";
        return new StartFailed(error, prefix + matcher.group(2).strip() + " (error " + error + ")" + advice);
    }
}
