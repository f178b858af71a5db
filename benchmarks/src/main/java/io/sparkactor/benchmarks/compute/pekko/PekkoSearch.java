package io.sparkactor.benchmarks.compute.pekko;

import io.sparkactor.benchmarks.compute.Maze;
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
 * A Pekko actor gives rooms of a maze to others in turn, who search on from there and send back where to go on. Driven by one
 * thread.
 */
public final class PekkoSearch extends PekkoContender<ActorRef<PekkoSearch.Mastering>> {

    sealed interface Mastering {}

    record Open(long times, Finish finish) implements Mastering {}

    record More(int room) implements Mastering {}

    record Found() implements Mastering {}

    record Done() implements Mastering {}

    record Work(Maze maze, int room) {}

    static final class Master {

        private final int size;
        private final List<ActorRef<Work>> workers = new ArrayList<>();
        private @Nullable Open work;
        private Maze maze = new Maze();
        private boolean found;
        private long time;
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
                case More(int room) -> give(room);
                case Found() -> found = true;
                case Done() -> done(Objects.requireNonNull(work));
            }
            return Behaviors.same();
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
                workers.get((int) (given++ % size)).tell(new Work(maze, room));
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

    static final class Worker {

        private final ActorRef<Mastering> master;

        private Worker(ActorRef<Mastering> master) {
            this.master = master;
        }

        static Behavior<Work> create(ActorRef<Mastering> master) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Worker(master)::onMessage));
        }

        private Behavior<Work> onMessage(Work work) {
            if (work.maze().search(work.room(), room -> master.tell(new More(room)))) {
                master.tell(new Found());
            }
            master.tell(new Done());
            return Behaviors.same();
        }
    }

    /** {@value Maze#WORKERS} actors that search. */
    public PekkoSearch(String settings) {
        super(settings, context -> context.spawn(Master.create(Maze.WORKERS), "master"));
    }

    @Override
    public void begin(long operations, Finish finish) {
        actors().tell(new Open(operations, finish));
    }
}
