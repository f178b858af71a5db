package io.sparkactor;

/**
 * An actor that runs on a thread or in a process of its own has called what only an in-process actor may. It fails the message that is
 * being handled, unless the handler catches it.
 */
public final class ExecutorCallException extends SparkException {

    private static final long serialVersionUID = 1L;

    /**
     * Called by the runtime.
     *
     * @param call what was called: {@code ask(…)}
     * @param path the actor that has called it
     */
    public ExecutorCallException(String call, String path) {
        super(
                "executor actors do not support " + call + ", but " + path
                        + " has called it; they may reply, forward, tell"
                        + " and stop themselves. Use an in-process actor that does it, and let this one tell that one",
                null);
    }
}
