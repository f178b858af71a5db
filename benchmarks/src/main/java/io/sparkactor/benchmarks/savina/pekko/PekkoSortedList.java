package io.sparkactor.benchmarks.savina.pekko;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.pekko.PekkoContender;
import io.sparkactor.benchmarks.savina.SortedList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** Pekko actors search and extend the sorted list of another, each again when its answer has come. Driven by one thread. */
public final class PekkoSortedList extends PekkoContender<ActorRef<PekkoSortedList.Managing>> {

    sealed interface Managing {}

    record Open(long requests, Finish finish) implements Managing {}

    record Done(int added) implements Managing {}

    sealed interface Keeping {}

    record Clear() implements Keeping {}

    record Add(int value, long number, ActorRef<Working> asker) implements Keeping {}

    record Contains(int value, long number, ActorRef<Working> asker) implements Keeping {}

    record Size(long number, ActorRef<Working> asker) implements Keeping {}

    record Check(int size, Finish finish) implements Keeping {}

    sealed interface Working {}

    record Start(long requests, Finish finish) implements Working {}

    record Result(long number, int value) implements Working {}

    static final class Manager {

        private final int size;
        private final ActorRef<Keeping> keeper;
        private final List<ActorRef<Working>> workers = new ArrayList<>();
        private @Nullable Open work;
        private int done;
        private int added;

        private Manager(ActorContext<Managing> context, int size, ActorRef<Keeping> keeper) {
            this.size = size;
            this.keeper = keeper;
            for (int i = 0; i < size; i++) {
                workers.add(context.spawnAnonymous(Worker.create(i, keeper, context.getSelf())));
            }
        }

        static Behavior<Managing> create(int size, ActorRef<Keeping> keeper) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Manager(context, size, keeper)::onMessage));
        }

        private Behavior<Managing> onMessage(Managing message) {
            switch (message) {
                case Open open -> open(open);
                case Done(int more) -> done(more, Objects.requireNonNull(work));
            }
            return Behaviors.same();
        }

        private void open(Open open) {
            work = open;
            done = 0;
            added = 0;
            keeper.tell(new Clear());
            for (ActorRef<Working> worker : workers) {
                worker.tell(new Start(open.requests() / size, open.finish()));
            }
        }

        private void done(int more, Open work) {
            added += more;
            done++;
            if (done == size) {
                keeper.tell(new Check(added, work.finish()));
            }
        }
    }

    static final class Keeper {

        private SortedList list = new SortedList();

        static Behavior<Keeping> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Keeper()::onMessage));
        }

        private Behavior<Keeping> onMessage(Keeping message) {
            switch (message) {
                case Clear() -> list = new SortedList();
                case Add(int value, long number, ActorRef<Working> asker) -> {
                    list.add(value);
                    asker.tell(new Result(number, value));
                }
                case Contains(int value, long number, ActorRef<Working> asker) ->
                    asker.tell(new Result(number, list.contains(value) ? 1 : 0));
                case Size(long number, ActorRef<Working> asker) -> asker.tell(new Result(number, list.size()));
                case Check(int size, Finish finish) -> {
                    finish.expect(size, list.size());
                    finish.check(list.isSound(), "the list is not sorted");
                    finish.reached();
                }
            }
            return Behaviors.same();
        }
    }

    static final class Worker {

        private final ActorContext<Working> context;
        private final SplittableRandom chance;
        private final ActorRef<Keeping> keeper;
        private final ActorRef<Managing> manager;
        private @Nullable Start work;
        private long sent;
        private int added;

        private Worker(ActorContext<Working> context, long seed, ActorRef<Keeping> keeper, ActorRef<Managing> manager) {
            this.context = context;
            chance = new SplittableRandom(seed);
            this.keeper = keeper;
            this.manager = manager;
        }

        static Behavior<Working> create(long seed, ActorRef<Keeping> keeper, ActorRef<Managing> manager) {
            return Behaviors.setup(
                    context -> Behaviors.receiveMessage(new Worker(context, seed, keeper, manager)::onMessage));
        }

        private Behavior<Working> onMessage(Working message) {
            switch (message) {
                case Start start -> {
                    work = start;
                    sent = 0;
                    added = 0;
                    next(start);
                }
                case Result result -> {
                    Start work = Objects.requireNonNull(this.work);
                    work.finish().expect(sent, result.number());
                    next(work);
                }
            }
            return Behaviors.same();
        }

        private void next(Start work) {
            if (sent == work.requests()) {
                manager.tell(new Done(added));
                return;
            }
            sent++;
            int dice = chance.nextInt(100);
            if (dice < SortedList.SIZES) {
                keeper.tell(new Size(sent, context.getSelf()));
            } else if (dice < SortedList.SIZES + SortedList.ADDS) {
                added++;
                keeper.tell(new Add(chance.nextInt(), sent, context.getSelf()));
            } else {
                keeper.tell(new Contains(chance.nextInt(), sent, context.getSelf()));
            }
        }
    }

    /** So many actors that search and add. */
    public PekkoSortedList(String settings, int size) {
        super(settings, context -> {
            ActorRef<Keeping> keeper = context.spawn(Keeper.create(), "keeper");
            return context.spawn(Manager.create(size, keeper), "manager");
        });
    }

    @Override
    public void begin(long operations, Finish finish) {
        actors().tell(new Open(operations, finish));
    }
}
