package io.sparkactor.benchmarks.savina.pekko;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.pekko.PekkoContender;
import io.sparkactor.benchmarks.savina.Transfer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * A Pekko actor has money moved between accounts, which are actors too. One that waits for another's word takes up what comes
 * meanwhile later. Driven by one thread.
 */
public final class PekkoBanking extends PekkoContender<ActorRef<PekkoBanking.Telling>> {

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

    static final class Teller {

        private final int size;
        private final List<ActorRef<Accounting>> accounts = new ArrayList<>();
        private final SplittableRandom chance = new SplittableRandom(1);
        private @Nullable Open work;
        private long[] given = {};
        private long transferred;
        private long sum;
        private int balances;

        private Teller(ActorContext<Telling> context, int size) {
            this.size = size;
            for (int i = 0; i < size; i++) {
                accounts.add(context.spawnAnonymous(Account.create(context.getSelf())));
            }
        }

        static Behavior<Telling> create(int size) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Teller(context, size)::onMessage));
        }

        private Behavior<Telling> onMessage(Telling message) {
            switch (message) {
                case Open open -> open(open);
                case Transferred() -> transferred(Objects.requireNonNull(work));
                case Balance(long balance) -> balance(balance, Objects.requireNonNull(work));
            }
            return Behaviors.same();
        }

        private void open(Open open) {
            work = open;
            given = new long[size];
            transferred = 0;
            sum = 0;
            balances = 0;
            for (ActorRef<Accounting> account : accounts) {
                account.tell(new Begin(open.finish()));
            }
            for (long i = 0; i < open.transfers(); i++) {
                Transfer transfer = Transfer.draw(size, chance);
                long number = given[transfer.from()]++;
                accounts.get(transfer.from()).tell(new Give(accounts.get(transfer.to()), transfer.amount(), number));
            }
        }

        private void transferred(Open work) {
            transferred++;
            if (transferred == work.transfers()) {
                for (ActorRef<Accounting> account : accounts) {
                    account.tell(new End());
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

    static final class Account {

        private final ActorContext<Accounting> context;
        private final ActorRef<Telling> teller;
        private final Deque<Accounting> later = new ArrayDeque<>();
        private @Nullable Finish finish;
        private boolean waiting;
        private long balance;
        private long expected;

        private Account(ActorContext<Accounting> context, ActorRef<Telling> teller) {
            this.context = context;
            this.teller = teller;
        }

        static Behavior<Accounting> create(ActorRef<Telling> teller) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Account(context, teller)::onMessage));
        }

        private Behavior<Accounting> onMessage(Accounting work) {
            if (work instanceof Got) {
                waiting = false;
                teller.tell(new Transferred());
                while (!waiting && !later.isEmpty()) {
                    handle(later.remove());
                }
            } else if (waiting) {
                later.add(work);
            } else {
                handle(work);
            }
            return Behaviors.same();
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
                    to.tell(new Get(amount, context.getSelf()));
                }
                case Get(long amount, ActorRef<Accounting> giver) -> {
                    balance += amount;
                    giver.tell(new Got());
                }
                case End() -> teller.tell(new Balance(balance));
                case Got() -> throw new IllegalStateException("nobody waits for this");
            }
        }
    }

    /** So many accounts. */
    public PekkoBanking(String settings, int size) {
        super(settings, context -> context.spawn(Teller.create(size), "teller"));
    }

    @Override
    public void begin(long operations, Finish finish) {
        actors().tell(new Open(operations, finish));
    }
}
