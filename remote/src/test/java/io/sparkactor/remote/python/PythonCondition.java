package io.sparkactor.remote.python;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets tests run that are {@link NeedsPython} if there is one, else says why not. */
final class PythonCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        try {
            String why = PythonEnvironment.whyMissing();
            if (why.isEmpty()) {
                return ConditionEvaluationResult.enabled("the Python original is there");
            }
            String line = context.getDisplayName() + " is left out: " + why;
            say("spark: " + line);
            return ConditionEvaluationResult.disabled(line);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot see whether the Python original is there", e);
        }
    }

    /** Says it on the console: what a test prints on {@code System.err} goes to a file of its own, where nobody misses anything. */
    private static void say(String line) throws IOException {
        new FileOutputStream(FileDescriptor.err).write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
