package io.sparkactor.examples;

import java.util.ArrayList;
import java.util.List;

/**
 * How long two systems took to be back, in milliseconds, outage by outage. Confined to one thread.
 */
final class Returns {

    private final List<Long> sinceLoss = new ArrayList<>();
    private final List<Long> sinceListening = new ArrayList<>();
    private final List<Long> untilNumber = new ArrayList<>();

    /**
     * When the relay was killed, and when it said that it listens again: that is a moment after it
     * does.
     */
    record Outage(long killed, long listening) {}

    /**
     * Adds what a system has said.
     *
     * @throws AssertionError if it has not lost the relay once in each outage, and come back
     */
    void add(List<Outage> outages, List<String> said) {
        List<Long> lost = moments("lost ", said);
        List<Long> back = moments("back ", said);
        List<Long> through = moments("through ", said);
        for (List<Long> each : List.of(lost, back, through)) {
            if (each.size() != outages.size()) {
                throw new AssertionError(outages.size() + " outages, but it said " + said);
            }
        }
        for (int i = 0; i < outages.size(); i++) {
            Outage outage = outages.get(i);
            if (lost.get(i) < outage.killed()) {
                throw new AssertionError("it had no relay before outage " + i + ": " + said);
            }
            sinceLoss.add(back.get(i) - lost.get(i));
            sinceListening.add(Math.max(0, back.get(i) - outage.listening()));
            untilNumber.add(Math.max(0, through.get(i) - outage.listening()));
        }
    }

    private static List<Long> moments(String what, List<String> said) {
        return said.stream()
                .filter(line -> line.startsWith(what))
                .map(line -> Long.valueOf(line.substring(what.length())))
                .toList();
    }

    private static long median(List<Long> millis) {
        return millis.stream().sorted().toList().get(millis.size() / 2);
    }

    /** The median from the loss to the return. */
    long medianSinceLoss() {
        return median(sinceLoss);
    }

    /** The median from the relay that listens to the return. */
    long medianSinceListening() {
        return median(sinceListening);
    }

    @Override
    public String toString() {
        return sinceLoss.size()
                + " returns: "
                + text("from the loss to the connection", sinceLoss)
                + "; "
                + text("from the relay that listens to the connection", sinceListening)
                + "; "
                + text("from the relay that listens to the next message", untilNumber);
    }

    private static String text(String what, List<Long> millis) {
        return "%s %,d ms in the median, %,d at most"
                .formatted(
                        what,
                        median(millis),
                        millis.stream().mapToLong(Long::longValue).max().orElseThrow());
    }
}
