package io.sparkactor.benchmarks.runaway;

import io.sparkactor.Syndicate;
import java.util.List;

/** What runs away, and who feels it. Immutable. */
public enum Scenario {
    /** Plain threads loop, no handler does: what the operating system alone does to the probes. */
    CONTROL("Four threads outside of Spark loop, no actor does"),
    /** Everything arrives in one moment, in a JVM that has run such blocking actors before. */
    ARRIVAL("Four endless loops, four native reads and 1,000 blocking actors arrive at once"),
    /** The same where most of the code is run for the first time, while the JVM compiles it. */
    COLD_ARRIVAL("The same in a JVM whose first blocking actors these are"),
    /** One endless loop more each second. */
    STREAM("An endless loop more each second"),
    /** Nothing has gone on for a while in the syndicate but the runaways, and then users come from outside. */
    OUTSIDE("Four endless loops and four native reads in a quiet syndicate; asks and bodies from outside"),
    /** The runaways live next door. */
    NEIGHBOUR("Four endless loops, four native reads and 1,000 blocking actors in another syndicate of the JVM");

    private static final double NONE = Double.NaN;
    private static final int PAIRS = 10;
    private static final int TIMERS = 10;
    private static final int BLOCKERS = 1000;
    private static final int CULPRITS = 4;

    private final String text;

    Scenario(String text) {
        this.text = text;
    }

    /** The scenario in words. */
    public String text() {
        return text;
    }

    /** The probes, which work before the runaways come. */
    List<Probe> probes(Syndicate full, Syndicate other) {
        return switch (this) {
            case CONTROL -> List.of(new PingPairs(full, PAIRS, NONE, NONE), new Timers(full, TIMERS, NONE));
            case ARRIVAL, COLD_ARRIVAL -> List.of(new PingPairs(full, PAIRS, 15, 100), new Timers(full, TIMERS, 20));
            case STREAM -> List.of(new PingPairs(full, PAIRS, 50, NONE), new Timers(full, TIMERS, NONE));
            case OUTSIDE -> List.of(new Outsiders(full));
            case NEIGHBOUR -> List.of(new PingPairs(other, PAIRS, 15, 100), new Timers(other, TIMERS, 20));
        };
    }

    /** Lets the runaways come; returns what comes with them and is to be measured as well. */
    List<Probe> arrive(Syndicate full, Culprits culprits) {
        switch (this) {
            case CONTROL -> culprits.spinOutside(CULPRITS);
            case STREAM -> culprits.spin(1);
            case ARRIVAL, COLD_ARRIVAL, OUTSIDE, NEIGHBOUR -> {
                culprits.spin(CULPRITS);
                culprits.read(CULPRITS);
            }
        }
        return blocks() ? List.of(new Blockers(full, BLOCKERS)) : List.of();
    }

    private boolean blocks() {
        return this == ARRIVAL || this == COLD_ARRIVAL || this == NEIGHBOUR;
    }

    /** What is done beforehand and not measured, so that the code is compiled. */
    List<Probe> warmUp(Syndicate full) {
        return blocks() && this != COLD_ARRIVAL ? List.of(new Blockers(full, BLOCKERS)) : List.of();
    }

    /** Whether the probes rest while the runaways come, and begin when these have the JVM to themselves. */
    boolean probesComeLater() {
        return this == OUTSIDE;
    }

    /** Called each second after the first. */
    void eachSecond(Culprits culprits) {
        if (this == STREAM) {
            culprits.spin(1);
        }
    }
}
