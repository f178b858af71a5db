package io.sparkactor.benchmarks.savina.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.spark.SparkContender;
import io.sparkactor.benchmarks.savina.Transfer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A Spark actor has money moved between accounts, which are actors too. One that waits for another's word takes up what comes
 * meanwhile later. Driven by one thread.
 */
public final class SparkBanking extends SparkContender {

    sealed interface Telling {}

    record Open(long transfers, Finish finish) implements Telling {}

    record Transferred() implements Telling {}

    record Balance(long balance) implements Telling {}

    sealed interface Accounting {}

    record Begin(Finish finish) implements Accounting {}

    record Give(ActorRef<Accounting> to, long amount, long number) implements Accounting {}

    record Get(long amount, ActorRef<Accounting> giver) implements Accounting {}

    record Got() implements Accounting {}

    record End() implements Accounting {}

    static final class Teller extends Actor<Telling> {

        private final int size;
        private final List<ActorRef<Accounting>> accounts = new ArrayList<>();
        private final SplittableRandom chance = new SplittableRandom(1);
        private @Nullable Open work;
        private long[] given = {};
        private long transferred;
        private long sum;
        private int balances;

        Teller(int size) {
            this.size = size;
        }

        @Override
        protected void preStart() {
            for (int i = 0; i < size; i++) {
                accounts.add(createActor(() -> new Account(self())));
            }
        }

        @Override
        protected void process(Message<Telling> message) {
            switch (message.content()) {
                case Open open -> open(open);
                case Transferred() -> transferred(Objects.requireNonNull(work));
                case Balance(long balance) -> balance(balance, Objects.requireNonNull(work));
            }
        }

        private void open(Open open) {
            work = open;
            given = new long[size];
            transferred = 0;
            sum = 0;
            balances = 0;
            for (ActorRef<Accounting> account : accounts) {
                tell(new Begin(open.finish()), account);
            }
            for (long i = 0; i < open.transfers(); i++) {
                Transfer transfer = Transfer.draw(size, chance);
                long number = given[transfer.from()]++;
                tell(new Give(accounts.get(transfer.to()), transfer.amount(), number), accounts.get(transfer.from()));
            }
        }

        private void transferred(Open work) {
            transferred++;
            if (transferred == work.transfers()) {
                for (ActorRef<Accounting> account : accounts) {
                    tell(new End(), account);
                }
            }
        }

        private void balance(long balance, Open work) {
            sum += balance;
            balances++;
            if (balances == size) {
                work.finish().check(sum == 0, "money was made or lost");
                work.finish().reached();
            }
        }
    }

    static final class Account extends Actor<Accounting> {

        private final ActorRef<Telling> teller;
        private final Deque<Accounting> later = new ArrayDeque<>();
        private @Nullable Finish finish;
        private boolean waiting;
        private long balance;
        private long expected;

        Account(ActorRef<Telling> teller) {
            this.teller = teller;
        }

        @Override
        protected void process(Message<Accounting> message) {
            Accounting work = message.content();
            if (work instanceof Got) {
                waiting = false;
                tell(new Transferred(), teller);
                while (!waiting && !later.isEmpty()) {
                    handle(later.remove());
                }
            } else if (waiting) {
                later.add(work);
            } else {
                handle(work);
            }
        }

        private void handle(Accounting work) {
            switch (work) {
                case Begin begin -> {
                    finish = begin.finish();
                    balance = 0;
                    expected = 0;
                }
                case Give(ActorRef<Accounting> to, long amount, long number) -> {
                    Objects.requireNonNull(finish).expect(expected++, number);
                    balance -= amount;
                    waiting = true;
                    tell(new Get(amount, self()), to);
                }
                case Get(long amount, ActorRef<Accounting> giver) -> {
                    balance += amount;
                    tell(new Got(), giver);
                }
                case End() -> tell(new Balance(balance), teller);
                case Got() -> throw new IllegalStateException("nobody waits for this");
            }
        }
    }

    private final ActorRef<Telling> teller;

    /** So many accounts. */
    public SparkBanking(int size) {
        super("banking");
        teller = syndicate().createActor(() -> new Teller(size));
    }

    @Override
    public void begin(long operations, Finish finish) {
        sending(4 * operations + 1);
        teller.tell(new Open(operations, finish));
    }
}
