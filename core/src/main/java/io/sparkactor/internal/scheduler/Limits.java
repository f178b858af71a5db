package io.sparkactor.internal.scheduler;

/** The scheduler's times and sizes; nanoseconds unless the name says otherwise. Immutable. */
final class Limits {

    /** How often the monitor looks. */
    static final long TICK = 1_000_000;

    /** A tick that came later counts as this long. */
    static final long LONGEST_TICK = 2 * TICK;

    /** A turn without a step for so long is a runaway, if turns are queued. */
    static final long RUNAWAY = 10_000_000;

    /** The same shortly after an eviction: runaways come in groups. */
    static final long RUNAWAY_ALERT = 2_000_000;

    /** How long the shorter limit holds. */
    static final long ALERT = 100_000_000;

    /** How long carriers stay after the need for them has gone. */
    static final long CARRIER_LINGER = 50_000_000;

    /** So many busy ticks after a rest have spare carriers started. */
    static final int WARM_UP_TICKS = 50;

    /** So many spare carriers at most. */
    static final int WARM_SPARES = 8;

    /** How long the start of the spare carriers may hold up others at most. */
    static final long WARM_UP = 5_000_000;

    /** How long a worker parks to leave its carrier to others: not zero, and not a yield, which would put it in front of them. */
    static final long LEAVE_CARRIER = 1_000;

    /** So often a pending worker that found no processor goes to the end of the JDK's queue. */
    static final int PENDING_YIELDS = 4;

    /** How long a pending worker that found no processor parks then; doubled each time up to {@link #TICK}. */
    static final long PENDING_PAUSE = 20_000;

    /** So many looks without queued turns end the pending worker's wait. */
    static final int PENDING_LOOKS = 20;

    /** So often a worker without turns looks for one before it gives its processor back. */
    static final int IDLE_LOOKS = 1_500;

    /** So often a turn that waits looks for what it waits for before it gives its processor back. */
    static final int WAIT_LOOKS = 100;

    /** So often a thread outside looks for what it waits for before it parks. */
    static final int OUTSIDE_LOOKS = 2_000;

    /** So many ticks without work put the monitor to sleep. */
    static final int QUIET_TICKS = 20;

    /** A worker looks into the shared queue first after so many turns; a power of two. */
    static final int SHARED_POLL = 16;

    /** So many idle workers are kept for the next burst. */
    static final int IDLE_WORKERS = 4096;

    /** So many ticks of pushes without a new carrier mean that carriers cannot be added here. */
    static final int CARRIER_PUSHES = 200;

    /** How long messages are counted before two numbers of processors are compared. */
    static final long TUNE_WINDOW = 5_000_000;

    /** A window with a tick longer than this does not count: the JVM or the monitor was stopped. */
    static final long TUNE_LONGEST_TICK = 4_000_000;

    /** Messages that take longer than this on average are no case for fewer processors. */
    static final long TUNE_LIGHT_STEP = 1_000;

    /** That is the time of so many processors, as more of them may handle fewer messages. */
    static final int TUNE_LIGHT_PROCESSORS = 2;

    /** So long without such messages end the tuning; not at once, as the operating system stops threads for some milliseconds. */
    static final long TUNE_PATIENCE = 3_000_000;

    /** Fewer processors must handle so many times as many messages to be preferred. */
    static final double TUNE_GAIN = 1.25;

    /** More processors are preferred unless fewer handle so many times as many messages. */
    static final double TUNE_KEEP = 1.1;

    /** How long after a trial the next one begins at first; doubled with each trial that has changed nothing. */
    static final long TUNE_FIRST_PAUSE = 20_000_000;

    /** The longest time between two trials. */
    static final long TUNE_LONGEST_PAUSE = 1_000_000_000;

    /** With more workers than this, nothing is tuned: to count what they do would take the monitor too long. */
    static final int TUNE_WORKERS = 1024;

    private Limits() {}
}
