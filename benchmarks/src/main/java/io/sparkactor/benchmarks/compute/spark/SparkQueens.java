package io.sparkactor.benchmarks.compute.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.compute.Board;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.spark.SparkContender;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Spark actor gives boards to others in turn, who send back those with one queen more, or each solution. Driven by one thread.
 */
public final class SparkQueens extends SparkContender {

    sealed interface Mastering {}

    record Open(long times, Finish finish) implements Mastering {}

    record More(Board board) implements Mastering {}

    record Solution() implements Mastering {}

    record Done() implements Mastering {}

    record Work(Board board) {}

    static final class Master extends Actor<Mastering> {

        private final int size;
        private final List<ActorRef<Work>> workers = new ArrayList<>();
        private @Nullable Open work;
        private long time;
        private long solutions;
        private long given;
        private long done;

        Master(int size) {
            this.size = size;
        }

        @Override
        protected void preStart() {
            for (int i = 0; i < size; i++) {
                workers.add(createActor(() -> new Worker(self())));
            }
        }

        @Override
        protected void process(Message<Mastering> message) {
            switch (message.content()) {
                case Open open -> {
                    work = open;
                    time = 0;
                    begin();
                }
                case More(Board board) -> give(board);
                case Solution() -> solutions++;
                case Done() -> done(Objects.requireNonNull(work));
            }
        }

        private void begin() {
            solutions = 0;
            given = 0;
            done = 0;
            give(Board.EMPTY);
        }

        private void give(Board board) {
            tell(new Work(board), workers.get((int) (given++ % size)));
        }

        private void done(Open work) {
            done++;
            if (done < given) {
                return;
            }
            work.finish().expect(Board.SOLUTIONS, solutions);
            time++;
            if (time < work.times()) {
                begin();
            } else {
                work.finish().reached();
            }
        }
    }

    static final class Worker extends Actor<Work> {

        private final ActorRef<Mastering> master;

        Worker(ActorRef<Mastering> master) {
            this.master = master;
        }

        @Override
        protected void process(Message<Work> message) {
            Work work = message.content();
            if (work.board().isSmallWork()) {
                work.board().fill(() -> tell(new Solution(), master));
            } else {
                work.board().next(board -> tell(new More(board), master));
            }
            tell(new Done(), master);
        }
    }

    private final ActorRef<Mastering> master = syndicate().createActor(() -> new Master(Board.WORKERS));

    /** {@value Board#WORKERS} actors that look for solutions. */
    public SparkQueens() {
        super("queens");
    }

    @Override
    public void begin(long operations, Finish finish) {
        sending(Board.SOLUTIONS * operations);
        master.tell(new Open(operations, finish));
    }
}
