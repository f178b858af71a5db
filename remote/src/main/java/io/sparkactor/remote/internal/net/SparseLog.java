package io.sparkactor.remote.internal.net;

import io.sparkactor.spi.RuntimeHooks;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Warnings that peers, or many messages, may bring about: at most one in a second, so that nobody fills the log from outside. Thread-safe.
 */
public final class SparseLog {

    private static final System.Logger LOGGER = System.getLogger(SparseLog.class.getName());
    private static final long GAP_NANOS = 1_000_000_000;

    private final RuntimeHooks hooks;
    private final String start;
    private final AtomicLong nextNanos;
    private final AtomicLong left = new AtomicLong();

    /** A log whose lines begin with the name of a syndicate. */
    public SparseLog(RuntimeHooks hooks, String name) {
        this.hooks = hooks;
        start = name + ": ";
        nextNanos = new AtomicLong(hooks.nanoTime());
    }

    /** Texts of a peer may stand in it: they must not look like a line of their own. */
    private static String printable(String text) {
        var shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            shown.append(isShown(c) ? c : '?');
        }
        return shown.toString();
    }

    private static boolean isShown(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    public void warn(String text) {
        long now = hooks.nanoTime();
        long next = nextNanos.get();
        if (now - next < 0 || !nextNanos.compareAndSet(next, now + GAP_NANOS)) {
            left.incrementAndGet();
            return;
        }
        long before = left.getAndSet(0);
        LOGGER.log(
                Level.WARNING,
                start + printable(text) + (before == 0 ? "" : " (" + before + " more like this were not logged)"));
    }
}
