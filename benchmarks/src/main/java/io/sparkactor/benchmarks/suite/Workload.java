package io.sparkactor.benchmarks.suite;

import static io.sparkactor.benchmarks.suite.Workload.Kind.BLOCKING;
import static io.sparkactor.benchmarks.suite.Workload.Kind.FURTHER;
import static io.sparkactor.benchmarks.suite.Workload.Kind.MESSAGE_BOUND;

import io.sparkactor.benchmarks.rate.Contender;
import io.sparkactor.benchmarks.rate.pekko.PekkoAsk;
import io.sparkactor.benchmarks.rate.pekko.PekkoBig;
import io.sparkactor.benchmarks.rate.pekko.PekkoChameneos;
import io.sparkactor.benchmarks.rate.pekko.PekkoCounting;
import io.sparkactor.benchmarks.rate.pekko.PekkoFanIn;
import io.sparkactor.benchmarks.rate.pekko.PekkoForkJoinCreate;
import io.sparkactor.benchmarks.rate.pekko.PekkoForkJoinThroughput;
import io.sparkactor.benchmarks.rate.pekko.PekkoPingPong;
import io.sparkactor.benchmarks.rate.pekko.PekkoRing;
import io.sparkactor.benchmarks.rate.pekko.PekkoSleepers;
import io.sparkactor.benchmarks.rate.spark.SparkAsk;
import io.sparkactor.benchmarks.rate.spark.SparkBig;
import io.sparkactor.benchmarks.rate.spark.SparkChameneos;
import io.sparkactor.benchmarks.rate.spark.SparkCounting;
import io.sparkactor.benchmarks.rate.spark.SparkFanIn;
import io.sparkactor.benchmarks.rate.spark.SparkForkJoinCreate;
import io.sparkactor.benchmarks.rate.spark.SparkForkJoinThroughput;
import io.sparkactor.benchmarks.rate.spark.SparkPingPong;
import io.sparkactor.benchmarks.rate.spark.SparkRing;
import io.sparkactor.benchmarks.rate.spark.SparkSleepers;
import io.sparkactor.benchmarks.rate.threads.ThreadAsk;
import io.sparkactor.benchmarks.rate.threads.ThreadBig;
import io.sparkactor.benchmarks.rate.threads.ThreadChameneos;
import io.sparkactor.benchmarks.rate.threads.ThreadCounting;
import io.sparkactor.benchmarks.rate.threads.ThreadFanIn;
import io.sparkactor.benchmarks.rate.threads.ThreadForkJoinCreate;
import io.sparkactor.benchmarks.rate.threads.ThreadForkJoinThroughput;
import io.sparkactor.benchmarks.rate.threads.ThreadPingPong;
import io.sparkactor.benchmarks.rate.threads.ThreadRing;
import io.sparkactor.benchmarks.rate.threads.ThreadSleepers;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What is measured: a row of the tables. A new row is an entry here and a small class for each framework. Immutable.
 *
 * <p>The first seven are benchmarks of the Savina suite (Imam and Sarkar, 2014) in code of our own, with its numbers of actors and
 * messages; ping-pong and the ring go on for ten times as long, so that the begin and the end of a round do not show.
 */
public enum Workload {
    /** Two actors, one ball: an operation is a round trip, which is two messages. */
    PING_PONG(
            MESSAGE_BOUND,
            "ping-pong, round trip",
            2,
            2,
            400_000,
            size -> new SparkPingPong(),
            (settings, size) -> new PekkoPingPong(settings),
            size -> new ThreadPingPong()),
    /** Actors in a circle, one token: an operation is a hop, which is one message. */
    RING(MESSAGE_BOUND, "thread ring of 100, hop", 100, 1, 1_000_000, SparkRing::new, PekkoRing::new, ThreadRing::new),
    /** One actor sends to another as fast as it can, and asks at the end how many have come: an operation is one message. */
    COUNTING(
            MESSAGE_BOUND,
            "counting, message",
            2,
            1,
            1_000_000,
            size -> new SparkCounting(),
            (settings, size) -> new PekkoCounting(settings),
            size -> new ThreadCounting()),
    /** A thread outside sends to actors in turn, which calculate a little for each: an operation is one message. */
    FORK_JOIN_THROUGHPUT(
            MESSAGE_BOUND,
            "fork-join throughput, message",
            60,
            1,
            600_000,
            SparkForkJoinThroughput::new,
            PekkoForkJoinThroughput::new,
            ThreadForkJoinThroughput::new),
    /** An actor creates children, each gets one message, calculates a little and stops: an operation is one child's life. */
    FORK_JOIN_CREATE(
            MESSAGE_BOUND,
            "fork-join create, life of an actor",
            1,
            1,
            40_000,
            size -> new SparkForkJoinCreate(),
            (settings, size) -> new PekkoForkJoinCreate(settings),
            size -> new ThreadForkJoinCreate()),
    /** Actors each ping one of the others by chance, again when the pong has come: an operation is a ping and its pong. */
    BIG(
            MESSAGE_BOUND,
            "big, 120 actors, ping and pong",
            120,
            2,
            120 * 20_000,
            SparkBig::new,
            PekkoBig::new,
            ThreadBig::new),
    /** Actors meet in pairs by way of one other, and change colours: an operation is a meeting, which is four messages. */
    CHAMENEOS(
            MESSAGE_BOUND,
            "chameneos, 100 actors, meeting",
            100,
            4,
            200_000,
            SparkChameneos::new,
            PekkoChameneos::new,
            ThreadChameneos::new),
    /** One actor asks another again and again: an operation is an ask, which is two messages. */
    ASK(MESSAGE_BOUND, "ask between two actors", 1, 2, 20_000, SparkAsk::new, PekkoAsk::new, ThreadAsk::new),

    /** As {@link #ASK}, with 16 pairs at once. */
    ASK_16(FURTHER, "ask, 16 pairs at once", 16, 2, 16 * 5_000, SparkAsk::new, PekkoAsk::new, ThreadAsk::new),
    /** As {@link #RING}, with more actors. */
    RING_503(FURTHER, "thread ring of 503, hop", 503, 1, 503 * 2_000, SparkRing::new, PekkoRing::new, ThreadRing::new),
    /** Actors send to one, each at most {@value io.sparkactor.benchmarks.rate.Grain#WINDOW} messages ahead: an operation is one message. */
    FAN_IN(FURTHER, "fan-in 8 → 1, message", 8, 1, 800_000, SparkFanIn::new, PekkoFanIn::new, ThreadFanIn::new),

    /** Actors each sleep for 10 ms again and again, all at once: an operation is one sleep. */
    SLEEPERS(
            BLOCKING,
            "10,000 actors sleep 10 ms, sleep",
            10_000,
            1,
            10_000 * 5,
            SparkSleepers::new,
            PekkoSleepers::new,
            ThreadSleepers::new);

    /** What a workload is about, which says who contends and what counts in the mean. */
    public enum Kind {
        /** Messages are all there is to it; counts in the mean. */
        MESSAGE_BOUND,
        /** Message-bound as well; beside the mean. */
        FURTHER,
        /** Handlers block; beside the mean. */
        BLOCKING
    }

    private final Kind kind;
    private final String text;
    private final int size;
    private final int messages;
    private final long operations;
    private final Sides sides;

    Workload(
            Kind kind,
            String text,
            int size,
            int messages,
            long operations,
            IntFunction<Contender> spark,
            Sides.PekkoSide pekko,
            IntFunction<Contender> threads) {
        this.kind = kind;
        this.text = text;
        this.size = size;
        this.messages = messages;
        this.operations = operations;
        this.sides = new Sides(spark, pekko, threads);
    }

    /** What it is about. */
    public Kind kind() {
        return kind;
    }

    /** The workload and its operation in words. */
    public String text() {
        return text;
    }

    /** How many actors, or pairs of them, share the operations; those of a round are a multiple of it. */
    public int size() {
        return size;
    }

    /** How many messages an operation is. */
    public int messages() {
        return messages;
    }

    /** How many operations a round has, as near to {@code 1 / divisor} of a whole one as the size allows. */
    public long round(int divisor) {
        return Math.max(size, operations / divisor / size * size);
    }

    /** How each framework runs it. */
    Sides sides() {
        return sides;
    }

    /** Who contends. */
    public List<Framework> contenders() {
        return Arrays.stream(Framework.values())
                .filter(framework ->
                        !framework.isPekko() || (framework == Framework.PEKKO_VIRTUAL) == (kind == Kind.BLOCKING))
                .toList();
    }
}
