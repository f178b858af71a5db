package io.sparkactor.benchmarks.savina.pekko;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.pekko.PekkoContender;
import io.sparkactor.benchmarks.savina.Dictionary;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** Pekko actors read and write the dictionary of another, each again when its answer has come. Driven by one thread. */
public final class PekkoDictionary extends PekkoContender<ActorRef<PekkoDictionary.Managing>> {

    sealed interface Managing {}

    record Open(long requests, Finish finish) implements Managing {}

    record Done() implements Managing {}

    sealed interface Keeping {}

    record Write(int key, int value, long number, ActorRef<Working> asker) implements Keeping {}

    record Read(int key, long number, ActorRef<Working> asker) implements Keeping {}

    sealed interface Working {}

    record Start(long requests, Finish finish) implements Working {}

    record Result(long number, int value) implements Working {}

    static final class Manager {

        private final int size;
        private final List<ActorRef<Working>> workers = new ArrayList<>();
        private @Nullable Open work;
        private int done;

        private Manager(ActorContext<Managing> context, int size) {
            this.size = size;
            ActorRef<Keeping> keeper = context.spawnAnonymous(Keeper.create(new Dictionary()));
            for (int i = 0; i < size; i++) {
                workers.add(context.spawnAnonymous(Worker.create(i, keeper, context.getSelf())));
            }
        }

        static Behavior<Managing> create(int size) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Manager(context, size)::onMessage));
        }

        private Behavior<Managing> onMessage(Managing message) {
            switch (message) {
                case Open open -> open(open);
                case Done() -> done(Objects.requireNonNull(work));
            }
            return Behaviors.same();
        }

        private void open(Open open) {
            work = open;
            done = 0;
            for (ActorRef<Working> worker : workers) {
                worker.tell(new Start(open.requests() / size, open.finish()));
            }
        }

        private void done(Open work) {
            done++;
            if (done == size) {
                work.finish().reached();
            }
        }
    }

    static final class Keeper {

        private final Dictionary dictionary;

        private Keeper(Dictionary dictionary) {
            this.dictionary = dictionary;
        }

        static Behavior<Keeping> create(Dictionary dictionary) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Keeper(dictionary)::onMessage));
        }

        private Behavior<Keeping> onMessage(Keeping message) {
            switch (message) {
                case Write(int key, int value, long number, ActorRef<Working> asker) -> {
                    dictionary.write(key, value);
                    asker.tell(new Result(number, value));
                }
                case Read(int key, long number, ActorRef<Working> asker) ->
                    asker.tell(new Result(number, dictionary.read(key)));
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
        private int key;

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
                    next(start);
                }
                case Result(long number, int value) -> {
                    Start work = Objects.requireNonNull(this.work);
                    work.finish().expect(sent, number);
                    work.finish().expect(key, Dictionary.keyOf(value));
                    next(work);
                }
            }
            return Behaviors.same();
        }

        private void next(Start work) {
            if (sent == work.requests()) {
                manager.tell(new Done());
                return;
            }
            sent++;
            key = Dictionary.key(chance);
            if (chance.nextInt(100) < Dictionary.WRITES) {
                keeper.tell(new Write(key, Dictionary.value(key, chance), sent, context.getSelf()));
            } else {
                keeper.tell(new Read(key, sent, context.getSelf()));
            }
        }
    }

    /** So many actors that read and write. */
    public PekkoDictionary(String settings, int size) {
        super(settings, context -> context.spawn(Manager.create(size), "manager"));
    }

    @Override
    public void begin(long operations, Finish finish) {
        actors().tell(new Open(operations, finish));
    }
}
