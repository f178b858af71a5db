package io.sparkactor.benchmarks.savina.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.spark.SparkContender;
import io.sparkactor.benchmarks.savina.SortedList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Spark actors search and extend the sorted list of another, each again when its answer has come. Driven by one thread. */
public final class SparkSortedList extends SparkContender {

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

    static final class Manager extends Actor<Managing> {

        private final int size;
        private final ActorRef<Keeping> keeper;
        private final List<ActorRef<Working>> workers = new ArrayList<>();
        private @Nullable Open work;
        private int done;
        private int added;

        Manager(int size, ActorRef<Keeping> keeper) {
            this.size = size;
            this.keeper = keeper;
        }

        @Override
        protected void preStart() {
            for (int i = 0; i < size; i++) {
                int number = i;
                workers.add(createActor(() -> new Worker(number, keeper, self())));
            }
        }

        @Override
        protected void process(Message<Managing> message) {
            switch (message.content()) {
                case Open open -> open(open);
                case Done(int more) -> done(more, Objects.requireNonNull(work));
            }
        }

        private void open(Open open) {
            work = open;
            done = 0;
            added = 0;
            tell(new Clear(), keeper);
            for (ActorRef<Working> worker : workers) {
                tell(new Start(open.requests() / size, open.finish()), worker);
            }
        }

        private void done(int more, Open work) {
            added += more;
            done++;
            if (done == size) {
                tell(new Check(added, work.finish()), keeper);
            }
        }
    }

    static final class Keeper extends Actor<Keeping> {

        private SortedList list = new SortedList();

        @Override
        protected void process(Message<Keeping> message) {
            switch (message.content()) {
                case Clear() -> list = new SortedList();
                case Add(int value, long number, ActorRef<Working> asker) -> {
                    list.add(value);
                    tell(new Result(number, value), asker);
                }
                case Contains(int value, long number, ActorRef<Working> asker) ->
                    tell(new Result(number, list.contains(value) ? 1 : 0), asker);
                case Size(long number, ActorRef<Working> asker) -> tell(new Result(number, list.size()), asker);
                case Check(int size, Finish finish) -> {
                    finish.expect(size, list.size());
                    finish.check(list.isSound(), "the list is not sorted");
                    finish.reached();
                }
            }
        }
    }

    static final class Worker extends Actor<Working> {

        private final SplittableRandom chance;
        private final ActorRef<Keeping> keeper;
        private final ActorRef<Managing> manager;
        private @Nullable Start work;
        private long sent;
        private int added;

        Worker(long seed, ActorRef<Keeping> keeper, ActorRef<Managing> manager) {
            chance = new SplittableRandom(seed);
            this.keeper = keeper;
            this.manager = manager;
        }

        @Override
        protected void process(Message<Working> message) {
            switch (message.content()) {
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
        }

        private void next(Start work) {
            if (sent == work.requests()) {
                tell(new Done(added), manager);
                return;
            }
            sent++;
            int dice = chance.nextInt(100);
            if (dice < SortedList.SIZES) {
                tell(new Size(sent, self()), keeper);
            } else if (dice < SortedList.SIZES + SortedList.ADDS) {
                added++;
                tell(new Add(chance.nextInt(), sent, self()), keeper);
            } else {
                tell(new Contains(chance.nextInt(), sent, self()), keeper);
            }
        }
    }

    private final ActorRef<Managing> manager;

    /** So many actors that search and add. */
    public SparkSortedList(int size) {
        super("sorted-list");
        ActorRef<Keeping> keeper = syndicate().createActor(Keeper::new);
        manager = syndicate().createActor(() -> new Manager(size, keeper));
    }

    @Override
    public void begin(long operations, Finish finish) {
        sending(2 * operations + 1);
        manager.tell(new Open(operations, finish));
    }
}
