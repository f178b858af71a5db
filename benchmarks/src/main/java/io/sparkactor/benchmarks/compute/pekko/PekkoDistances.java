package io.sparkactor.benchmarks.compute.pekko;

import io.sparkactor.benchmarks.compute.Distances;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.pekko.PekkoContender;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * Pekko actors each have a block of the distances between vertices; after each step they tell their row and their column what they have
 * come to. Driven by one thread.
 */
public final class PekkoDistances extends PekkoContender<ActorRef<PekkoDistances.Mastering>> {

    private static final int OTHERS = 2 * (Distances.BLOCKS - 1);

    sealed interface Mastering {}

    record Open(long times, Finish finish) implements Mastering {}

    record Result(int row, int column, int[] block) implements Mastering {}

    sealed interface Computing {}

    record Begin(List<ActorRef<Computing>> all) implements Computing {}

    record Other(int step, int row, int column, int[] block) implements Computing {}

    static final class Master {

        private final List<ActorRef<Computing>> blocks = new ArrayList<>();
        private @Nullable Open work;
        private long time;
        private int done;

        private Master(ActorContext<Mastering> context) {
            for (int i = 0; i < Distances.BLOCKS * Distances.BLOCKS; i++) {
                blocks.add(context.spawnAnonymous(Block.create(i, context.getSelf())));
            }
        }

        static Behavior<Mastering> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Master(context)::onMessage));
        }

        private Behavior<Mastering> onMessage(Mastering message) {
            switch (message) {
                case Open open -> {
                    work = open;
                    time = 0;
                    begin();
                }
                case Result result -> done(result, Objects.requireNonNull(work));
            }
            return Behaviors.same();
        }

        private void begin() {
            done = 0;
            for (ActorRef<Computing> block : blocks) {
                block.tell(new Begin(blocks));
            }
        }

        private void done(Result result, Open work) {
            boolean right = Distances.areShortest(result.block(), result.row(), result.column());
            work.finish().check(right, "a distance is wrong");
            done++;
            if (done < blocks.size()) {
                return;
            }
            time++;
            if (time < work.times()) {
                begin();
            } else {
                work.finish().reached();
            }
        }
    }

    static final class Block {

        private final int row;
        private final int column;
        private final ActorRef<Mastering> master;
        /** By the step, even or odd, for others may be one step ahead; then by the row, or by the column. */
        private final int[][][] ofColumn = new int[2][Distances.BLOCKS][];

        private final int[][][] ofRow = new int[2][Distances.BLOCKS][];
        private final int[] known = new int[2];
        private List<ActorRef<Computing>> all = List.of();
        private int[] block = {};
        private int step = Distances.VERTICES;

        private Block(int number, ActorRef<Mastering> master) {
            row = number / Distances.BLOCKS;
            column = number % Distances.BLOCKS;
            this.master = master;
        }

        static Behavior<Computing> create(int number, ActorRef<Mastering> master) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Block(number, master)::onMessage));
        }

        private Behavior<Computing> onMessage(Computing message) {
            switch (message) {
                case Begin begin -> {
                    all = begin.all();
                    step = 0;
                    reach(Distances.edges(row, column));
                }
                case Other other -> {
                    int parity = other.step() % 2;
                    if (other.row() == row) {
                        ofRow[parity][other.column()] = other.block();
                    } else {
                        ofColumn[parity][other.row()] = other.block();
                    }
                    known[parity]++;
                }
            }
            while (step < Distances.VERTICES && known[step % 2] == OTHERS) {
                next();
            }
            return Behaviors.same();
        }

        private void next() {
            int parity = step % 2;
            int vertex = Distances.blockOf(step);
            int[] next = Distances.next(block, ofColumn[parity][vertex], ofRow[parity][vertex], step);
            known[parity] = 0;
            step++;
            if (step < Distances.VERTICES) {
                reach(next);
            } else {
                master.tell(new Result(row, column, next));
            }
        }

        private void reach(int[] next) {
            block = next;
            ofRow[step % 2][column] = next;
            ofColumn[step % 2][row] = next;
            for (int i = 0; i < Distances.BLOCKS; i++) {
                if (i != column) {
                    all.get(row * Distances.BLOCKS + i).tell(new Other(step, row, column, next));
                }
                if (i != row) {
                    all.get(i * Distances.BLOCKS + column).tell(new Other(step, row, column, next));
                }
            }
        }
    }

    /** An actor for each block. */
    public PekkoDistances(String settings) {
        super(settings, context -> context.spawn(Master.create(), "master"));
    }

    @Override
    public void begin(long operations, Finish finish) {
        actors().tell(new Open(operations, finish));
    }
}
