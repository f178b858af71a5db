package io.sparkactor.troupe;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Chooses the workers of jobs. Confined to the manager's turn.
 *
 * @param <M> the type of the jobs
 */
final class Router<M> {

    private final Routing<? super M> routing;
    private long turn;

    Router(Routing<? super M> routing) {
        this.routing = routing;
    }

    /** When a job is done. */
    Job.Aim aim() {
        return switch (routing) {
            case Routing.Broadcast<?> _ -> Job.Aim.ALL;
            case Routing.ScatterGatherFirst<?> _ -> Job.Aim.FIRST;
            default -> Job.Aim.ONE;
        };
    }

    /**
     * The numbers of the workers that get a job.
     *
     * @param load how many jobs the worker of a number has, in hand and waiting
     */
    List<Integer> lanes(M content, int max, IntUnaryOperator load) {
        return switch (aim()) {
            case ONE -> List.of(lane(content, max, load));
            case ALL, FIRST -> IntStream.range(0, max).boxed().toList();
        };
    }

    /** The number of the one worker that gets a job. */
    int lane(M content, int max, IntUnaryOperator load) {
        return switch (routing) {
            case Routing.RoundRobin<?> _ -> (int) (turn++ % max);
            case Routing.LeastBusy<?> _ -> leastBusy(max, load);
            case Routing.ConsistentHash<?> hash -> bucket(key(hash, content), max);
            default -> Worker.ANY;
        };
    }

    private static int leastBusy(int max, IntUnaryOperator load) {
        int best = 0;
        for (int lane = 1; lane < max; lane++) {
            best = load.applyAsInt(lane) < load.applyAsInt(best) ? lane : best;
        }
        return best;
    }

    @SuppressWarnings("unchecked") // a routing for a supertype of M
    private long key(Routing.ConsistentHash<?> hash, M content) {
        Object key = ((Routing.ConsistentHash<? super M>) hash).key().apply(content);
        long mixed = (key == null ? 0 : key.hashCode()) * 0x9E37_79B9_7F4A_7C15L;
        return (mixed ^ mixed >>> 32) * 0xD6E8_FEB8_6659_FD93L;
    }

    /** The jump consistent hash of Lamping and Veach: with one bucket more, each key stays or goes to the new one. */
    private static int bucket(long hash, int buckets) {
        long key = hash;
        long bucket = -1;
        long next = 0;
        while (next < buckets) {
            bucket = next;
            key = key * 2862933555777941757L + 1;
            next = (long) ((bucket + 1) * ((double) (1L << 31) / ((key >>> 33) + 1)));
        }
        return (int) bucket;
    }
}
