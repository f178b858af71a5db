package io.sparkactor.benchmarks.suite;

import static io.sparkactor.benchmarks.suite.Workload.Kind.BLOCKING;
import static io.sparkactor.benchmarks.suite.Workload.Kind.COMPUTE;
import static io.sparkactor.benchmarks.suite.Workload.Kind.FURTHER;
import static io.sparkactor.benchmarks.suite.Workload.Kind.MESSAGE_BOUND;
import static io.sparkactor.benchmarks.suite.Workload.Kind.SAVINA;

import io.sparkactor.benchmarks.compute.pekko.PekkoDistances;
import io.sparkactor.benchmarks.compute.pekko.PekkoProduct;
import io.sparkactor.benchmarks.compute.pekko.PekkoQueens;
import io.sparkactor.benchmarks.compute.pekko.PekkoQuicksort;
import io.sparkactor.benchmarks.compute.pekko.PekkoRadixSort;
import io.sparkactor.benchmarks.compute.pekko.PekkoRelaxation;
import io.sparkactor.benchmarks.compute.pekko.PekkoSearch;
import io.sparkactor.benchmarks.compute.pekko.PekkoSieve;
import io.sparkactor.benchmarks.compute.pekko.PekkoTrapezoid;
import io.sparkactor.benchmarks.compute.pekko.PekkoTree;
import io.sparkactor.benchmarks.compute.spark.SparkDistances;
import io.sparkactor.benchmarks.compute.spark.SparkProduct;
import io.sparkactor.benchmarks.compute.spark.SparkQueens;
import io.sparkactor.benchmarks.compute.spark.SparkQuicksort;
import io.sparkactor.benchmarks.compute.spark.SparkRadixSort;
import io.sparkactor.benchmarks.compute.spark.SparkRelaxation;
import io.sparkactor.benchmarks.compute.spark.SparkSearch;
import io.sparkactor.benchmarks.compute.spark.SparkSieve;
import io.sparkactor.benchmarks.compute.spark.SparkTrapezoid;
import io.sparkactor.benchmarks.compute.spark.SparkTree;
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
import io.sparkactor.benchmarks.savina.pekko.PekkoBanking;
import io.sparkactor.benchmarks.savina.pekko.PekkoBarber;
import io.sparkactor.benchmarks.savina.pekko.PekkoBoundedBuffer;
import io.sparkactor.benchmarks.savina.pekko.PekkoDictionary;
import io.sparkactor.benchmarks.savina.pekko.PekkoLogisticMap;
import io.sparkactor.benchmarks.savina.pekko.PekkoPhilosophers;
import io.sparkactor.benchmarks.savina.pekko.PekkoSmokers;
import io.sparkactor.benchmarks.savina.pekko.PekkoSortedList;
import io.sparkactor.benchmarks.savina.spark.SparkBanking;
import io.sparkactor.benchmarks.savina.spark.SparkBarber;
import io.sparkactor.benchmarks.savina.spark.SparkBoundedBuffer;
import io.sparkactor.benchmarks.savina.spark.SparkDictionary;
import io.sparkactor.benchmarks.savina.spark.SparkLogisticMap;
import io.sparkactor.benchmarks.savina.spark.SparkPhilosophers;
import io.sparkactor.benchmarks.savina.spark.SparkSmokers;
import io.sparkactor.benchmarks.savina.spark.SparkSortedList;
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
    /**
     * Actors send to one, each at most {@value io.sparkactor.benchmarks.rate.Grain#WINDOW} messages ahead: an operation is one
     * message.
     */
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
            ThreadSleepers::new),

    /** Actors produce, another keeps a few, others consume, all with some work for each: an operation is an item. */
    BOUNDED_BUFFER(
            SAVINA,
            "bounded buffer, 40 producers, item",
            40,
            4,
            40 * 100,
            SparkBoundedBuffer::new,
            PekkoBoundedBuffer::new),
    /** Actors read and write the dictionary of another: an operation is a request and its answer. */
    DICTIONARY(
            SAVINA, "dictionary, 20 askers, request", 20, 2, 20 * 10_000, SparkDictionary::new, PekkoDictionary::new),
    /**
     * Actors search and extend the sorted list of another, which has no short way to anything: an operation is a request and its
     * answer.
     */
    SORTED_LIST(
            SAVINA, "sorted list, 20 askers, request", 20, 2, 20 * 1_500, SparkSortedList::new, PekkoSortedList::new),
    /** Money is moved between accounts, which wait for one another's word: an operation is a transfer. */
    BANKING(SAVINA, "banking, 1,000 accounts, transfer", 1000, 4, 400_000, SparkBanking::new, PekkoBanking::new),
    /** Customers, who are actors, come to a barber and wait if there is a chair: an operation is a haircut. */
    BARBER(
            SAVINA,
            "sleeping barber, haircut",
            1,
            6,
            5_000,
            size -> new SparkBarber(),
            (settings, size) -> new PekkoBarber(settings)),
    /** One actor lets others smoke by chance, the next as soon as one has begun: an operation is one smoking. */
    SMOKERS(SAVINA, "cigarette smokers, 200, smoking", 200, 2, 20_000, SparkSmokers::new, PekkoSmokers::new),
    /** Actors eat when another gives them both forks, and ask again when it does not: an operation is a meal. */
    PHILOSOPHERS(
            SAVINA,
            "dining philosophers, 20, meal",
            20,
            3,
            20 * 10_000,
            SparkPhilosophers::new,
            PekkoPhilosophers::new),
    /** Series have their terms calculated by others, one at a time: an operation is a term. */
    LOGISTIC_MAP(
            SAVINA, "logistic map, 10 series, term", 10, 3, 10 * 25_000, SparkLogisticMap::new, PekkoLogisticMap::new),

    /** Values go through a chain of actors, one for each bit, and come out sorted: an operation is a value. */
    RADIX_SORT(
            COMPUTE,
            "radix sort, chain of 60, value",
            1,
            61,
            40_000,
            size -> new SparkRadixSort(),
            (settings, size) -> new PekkoRadixSort(settings)),
    /** Numbers go through a chain of actors, each of which holds back the multiples of its primes: an operation is a number. */
    SIEVE(
            COMPUTE,
            "sieve, number",
            1,
            1,
            50_000,
            size -> new SparkSieve(),
            (settings, size) -> new PekkoSieve(settings)),
    /** Actors part values and have two others sort the parts: an operation is a value. */
    QUICKSORT(
            COMPUTE,
            "quicksort, value",
            1,
            0,
            1_000_000,
            size -> new SparkQuicksort(),
            (settings, size) -> new PekkoQuicksort(settings)),
    /** Actors calculate parts of an area: an operation is a piece. */
    TRAPEZOID(COMPUTE, "trapezoid, 100 workers, piece", 100, 0, 10_000_000, SparkTrapezoid::new, PekkoTrapezoid::new),
    /** Actors fill a chessboard with queens: an operation is all ways to do it. */
    QUEENS(
            COMPUTE,
            "queens, 20 workers, board of 12",
            1,
            0,
            2,
            size -> new SparkQueens(),
            (settings, size) -> new PekkoQueens(settings)),
    /** A tree of actors grows, asks its root at each node, and is visited: an operation is the life of a node. */
    TREE(
            COMPUTE,
            "cobwebbed tree, node",
            1,
            4,
            20_000,
            size -> new SparkTree(),
            (settings, size) -> new PekkoTree(settings)),
    /** Actors calculate the distances between vertices, each those of a block: an operation is a graph. */
    DISTANCES(
            COMPUTE,
            "all-pairs shortest path, graph",
            1,
            108_000,
            3,
            size -> new SparkDistances(),
            (settings, size) -> new PekkoDistances(settings)),
    /** Actors are points that become more like their neighbours: an operation is a step of all points. */
    RELAXATION(
            COMPUTE,
            "over-relaxation, 6,400 points, step",
            1,
            25_280,
            50,
            size -> new SparkRelaxation(),
            (settings, size) -> new PekkoRelaxation(settings)),
    /** Actors search through a maze: an operation is a search. */
    SEARCH(
            COMPUTE,
            "guided search, 20 workers, search",
            1,
            0,
            10,
            size -> new SparkSearch(),
            (settings, size) -> new PekkoSearch(settings)),
    /** Actors multiply matrices part by part: an operation is a product. */
    PRODUCT(
            COMPUTE,
            "matrix product, 512 × 512",
            1,
            0,
            5,
            size -> new SparkProduct(),
            (settings, size) -> new PekkoProduct(settings));

    /** What a workload is about, which says who contends and what counts in the mean. */
    public enum Kind {
        /** Messages are all there is to it; counts in the mean. */
        MESSAGE_BOUND,
        /** Message-bound as well; beside the mean. */
        FURTHER,
        /** Handlers block; beside the mean. */
        BLOCKING,
        /** Savina's actors that share something and wait for one another; has a mean of its own. */
        SAVINA,
        /** Savina's actors that share out a calculation; {@link #BAR} is enough. */
        COMPUTE;

        /** How many times as fast as the best Pekko Spark must be where calculating is what takes the time. */
        static final double BAR = 0.95;

        /** Whether its rows are run by {@code --savina} instead of by default; plain virtual threads do not contend there. */
        public boolean isApart() {
            return this == SAVINA || this == COMPUTE;
        }
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
            Sides.PekkoSide pekko) {
        this(kind, text, size, messages, operations, new Sides(spark, pekko, null));
    }

    Workload(
            Kind kind,
            String text,
            int size,
            int messages,
            long operations,
            IntFunction<Contender> spark,
            Sides.PekkoSide pekko,
            IntFunction<Contender> threads) {
        this(kind, text, size, messages, operations, new Sides(spark, pekko, threads));
    }

    Workload(Kind kind, String text, int size, int messages, long operations, Sides sides) {
        this.kind = kind;
        this.text = text;
        this.size = size;
        this.messages = messages;
        this.operations = operations;
        this.sides = sides;
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

    /** How many messages an operation is, at least; zero where they are too few to be counted. */
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
        return Arrays.stream(Framework.values()).filter(this::contends).toList();
    }

    private boolean contends(Framework framework) {
        return switch (framework) {
            case SPARK -> true;
            case PEKKO, PEKKO_64, PEKKO_2_64 -> kind != Kind.BLOCKING;
            case PEKKO_VIRTUAL -> kind == Kind.BLOCKING;
            case THREADS -> sides.threads() != null;
        };
    }
}
