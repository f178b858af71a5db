package io.sparkactor.agent.internal.json;

import io.sparkactor.SparkException;
import tools.jackson.core.JacksonException;

/** A text is no JSON, or not of the type that was asked for. The message says where and holds no content. */
public final class JsonException extends SparkException {

    private static final long serialVersionUID = 1L;

    JsonException(JacksonException cause) {
        super(cause.getOriginalMessage(), cause);
    }
}
