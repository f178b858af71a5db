package io.sparkactor.agent.internal.tool;

import io.sparkactor.SparkException;
import org.jspecify.annotations.Nullable;

/** The model gave arguments that do not fit. Its message is what the model is told. */
final class ToolArgumentsException extends SparkException {

    private static final long serialVersionUID = 1L;

    ToolArgumentsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
