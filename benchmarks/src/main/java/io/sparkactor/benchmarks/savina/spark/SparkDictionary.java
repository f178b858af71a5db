package io.sparkactor.benchmarks.savina.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.spark.SparkContender;
import io.sparkactor.benchmarks.savina.Dictionary;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Spark actors read and write the dictionary of another, each again when its answer has come. Driven by one thread. */
public final class SparkDictionary extends SparkContender {

    sealed interface Managing {}

    record Open(long requests, Finish finish) implements Managing {}

    record Done() implements Managing {}

    sealed interface Keeping {}

    record Write(int key, int value, long number, ActorRef<Working> asker) implements Keeping {}

    record Read(int key, long number, ActorRef<Working> asker) implements Keeping {}

    sealed interface Working {}

    record Start(long requests, Finish finish) implements Working {}

    record Result(long number, int value) implements Working {}

    static final class Manager extends Actor<Managing> {

        private final int size;
        private final List<ActorRef<Working>> workers = new ArrayList<>();
        private @Nullable Open work;
        private int done;

        Manager(int size) {
            this.size = size;
        }

        @Override
        protected void preStart() {
            ActorRef<Keeping> keeper = createActor(() -> new Keeper(new Dictionary()));
            for (int i = 0; i < size; i++) {
                int number = i;
                workers.add(createActor(() -> new Worker(number, keeper, self())));
            }
        }

        @Override
        protected void process(Message<Managing> message) {
            switch (message.content()) {
                case Open open -> open(open);
                case Done() -> done(Objects.requireNonNull(work));
            }
        }

        private void open(Open open) {
            work = open;
            done = 0;
            for (ActorRef<Working> worker : workers) {
                tell(new Start(open.requests() / size, open.finish()), worker);
            }
        }

        private void done(Open work) {
            done++;
            if (done == size) {
                work.finish().reached();
            }
        }
    }

    static final class Keeper extends Actor<Keeping> {

        private final Dictionary dictionary;

        Keeper(Dictionary dictionary) {
            this.dictionary = dictionary;
        }

        @Override
        protected void process(Message<Keeping> message) {
            switch (message.content()) {
                case Write(int key, int value, long number, ActorRef<Working> asker) -> {
                    dictionary.write(key, value);
                    tell(new Result(number, value), asker);
                }
                case Read(int key, long number, ActorRef<Working> asker) ->
                    tell(new Result(number, dictionary.read(key)), asker);
            }
        }
    }

    static final class Worker extends Actor<Working> {

        private final SplittableRandom chance;
        private final ActorRef<Keeping> keeper;
        private final ActorRef<Managing> manager;
        private @Nullable Start work;
        private long sent;
        private int key;

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
                    next(start);
                }
                case Result(long number, int value) -> {
                    Start work = Objects.requireNonNull(this.work);
                    work.finish().expect(sent, number);
                    work.finish().expect(key, Dictionary.keyOf(value));
                    next(work);
                }
            }
        }

        private void next(Start work) {
            if (sent == work.requests()) {
                tell(new Done(), manager);
                return;
            }
            sent++;
            key = Dictionary.key(chance);
            if (chance.nextInt(100) < Dictionary.WRITES) {
                tell(new Write(key, Dictionary.value(key, chance), sent, self()), keeper);
            } else {
                tell(new Read(key, sent, self()), keeper);
            }
        }
    }

    private final ActorRef<Managing> manager;

    /** So many actors that read and write. */
    public SparkDictionary(int size) {
        super("dictionary");
        manager = syndicate().createActor(() -> new Manager(size));
    }

    @Override
    public void begin(long operations, Finish finish) {
        sending(2 * operations + 1);
        manager.tell(new Open(operations, finish));
    }
}
