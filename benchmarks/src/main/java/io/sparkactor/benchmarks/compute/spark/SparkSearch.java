package io.sparkactor.benchmarks.compute.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.compute.Maze;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.spark.SparkContender;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Spark actor gives rooms of a maze to others in turn, who search on from there and send back where to go on. Driven by one
 * thread.
 */
public final class SparkSearch extends SparkContender {

    sealed interface Mastering {}

    record Open(long times, Finish finish) implements Mastering {}

    record More(int room) implements Mastering {}

    record Found() implements Mastering {}

    record Done() implements Mastering {}

    record Work(Maze maze, int room) {}

    static final class Master extends Actor<Mastering> {

        private final int size;
        private final List<ActorRef<Work>> workers = new ArrayList<>();
        private @Nullable Open work;
        private Maze maze = new Maze();
        private boolean found;
        private long time;
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
                case More(int room) -> give(room);
                case Found() -> found = true;
                case Done() -> done(Objects.requireNonNull(work));
            }
        }

        private void begin() {
            maze = new Maze();
            found = false;
            given = 0;
            done = 0;
            give(Maze.ORIGIN);
        }

        private void give(int room) {
            if (!found) {
                tell(new Work(maze, room), workers.get((int) (given++ % size)));
            }
        }

        private void done(Open work) {
            done++;
            if (done < given) {
                return;
            }
            work.finish().check(found && maze.isSolved(), "there is no way to the target");
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
            if (work.maze().search(work.room(), room -> tell(new More(room), master))) {
                tell(new Found(), master);
            }
            tell(new Done(), master);
        }
    }

    private final ActorRef<Mastering> master = syndicate().createActor(() -> new Master(Maze.WORKERS));

    /** {@value Maze#WORKERS} actors that search. */
    public SparkSearch() {
        super("search");
    }

    @Override
    public void begin(long operations, Finish finish) {
        sending(3 * operations);
        master.tell(new Open(operations, finish));
    }
}
