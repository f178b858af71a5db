package io.sparkactor.benchmarks.compute.pekko;

import io.sparkactor.benchmarks.compute.Board;
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
 * A Pekko actor gives boards to others in turn, who send back those with one queen more, or each solution. Driven by one thread.
 */
public final class PekkoQueens extends PekkoContender<ActorRef<PekkoQueens.Mastering>> {

    sealed interface Mastering {}

    record Open(long times, Finish finish) implements Mastering {}

    record More(Board board) implements Mastering {}

    record Solution() implements Mastering {}

    record Done() implements Mastering {}

    record Work(Board board) {}

    static final class Master {

        private final int size;
        private final List<ActorRef<Work>> workers = new ArrayList<>();
        private @Nullable Open work;
        private long time;
        private long solutions;
        private long given;
        private long done;

        private Master(ActorContext<Mastering> context, int size) {
            this.size = size;
            for (int i = 0; i < size; i++) {
                workers.add(context.spawnAnonymous(Worker.create(context.getSelf())));
            }
        }

        static Behavior<Mastering> create(int size) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Master(context, size)::onMessage));
        }

        private Behavior<Mastering> onMessage(Mastering message) {
            switch (message) {
                case Open open -> {
                    work = open;
                    time = 0;
                    begin();
                }
                case More(Board board) -> give(board);
                case Solution() -> solutions++;
                case Done() -> done(Objects.requireNonNull(work));
            }
            return Behaviors.same();
        }

        private void begin() {
            solutions = 0;
            given = 0;
            done = 0;
            give(Board.EMPTY);
        }

        private void give(Board board) {
            workers.get((int) (given++ % size)).tell(new Work(board));
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

    static final class Worker {

        private final ActorRef<Mastering> master;

        private Worker(ActorRef<Mastering> master) {
            this.master = master;
        }

        static Behavior<Work> create(ActorRef<Mastering> master) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Worker(master)::onMessage));
        }

        private Behavior<Work> onMessage(Work work) {
            if (work.board().isSmallWork()) {
                work.board().fill(() -> master.tell(new Solution()));
            } else {
                work.board().next(board -> master.tell(new More(board)));
            }
            master.tell(new Done());
            return Behaviors.same();
        }
    }

    /** {@value Board#WORKERS} actors that look for solutions. */
    public PekkoQueens(String settings) {
        super(settings, context -> context.spawn(Master.create(Board.WORKERS), "master"));
    }

    @Override
    public void begin(long operations, Finish finish) {
        actors().tell(new Open(operations, finish));
    }
}
