package io.sparkactor.cli;

import java.io.Serial;

/** Thrown where a new project would have to be written over something that exists already. */
final class ProjectRefusedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ProjectRefusedException(String message) {
        super(message);
    }
}
