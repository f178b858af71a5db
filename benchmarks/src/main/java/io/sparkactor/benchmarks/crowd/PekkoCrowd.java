package io.sparkactor.benchmarks.crowd;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.pekko.PekkoSystem;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Pekko actors that pass tokens on; an actor creates them, as only actors can. Driven by one thread. */
final class PekkoCrowd implements Crowd {

    record Token(long step, long left, Finish finish) {}

    record Create(int size, List<ActorRef<Token>> into, Finish finish) {}

    static final class Walker {

        private final List<ActorRef<Token>> all;

        private Walker(List<ActorRef<Token>> all) {
            this.all = all;
        }

        static Behavior<Token> create(List<ActorRef<Token>> all) {
            return Behaviors.receiveMessage(new Walker(all)::onMessage);
        }

        private Behavior<Token> onMessage(Token token) {
            if (token.left() == 0) {
                token.finish().reached();
            } else {
                long next = Walk.next(token.step());
                all.get(Walk.actor(next, all.size())).tell(new Token(next, token.left() - 1, token.finish()));
            }
            return Behaviors.same();
        }
    }

    static final class Parent {

        private final ActorContext<Create> context;

        private Parent(ActorContext<Create> context) {
            this.context = context;
        }

        static Behavior<Create> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Parent(context)::onMessage));
        }

        private Behavior<Create> onMessage(Create create) {
            for (int i = 0; i < create.size(); i++) {
                create.into().add(context.spawnAnonymous(Walker.create(create.into())));
            }
            create.finish().reached();
            return Behaviors.same();
        }
    }

    private final PekkoSystem<ActorRef<Create>> system =
            new PekkoSystem<>("", context -> context.spawn(Parent.create(), "parent"));
    private final int size;
    private final List<ActorRef<Token>> all;

    /** So many actors. */
    PekkoCrowd(int size) {
        this.size = size;
        all = new ArrayList<>(size);
    }

    @Override
    public void create() {
        Finish finish = new Finish(1);
        system.actors().tell(new Create(size, all, finish));
        finish.await();
    }

    @Override
    public void greet(Finish finish) {
        all.forEach(actor -> actor.tell(new Token(0, 0, finish)));
    }

    @Override
    public void begin(long operations, Finish finish) {
        for (int i = 0; i < Walk.TOKENS; i++) {
            long step = Walk.begin(i);
            all.get(Walk.actor(step, size)).tell(new Token(step, operations / Walk.TOKENS - 1, finish));
        }
    }

    @Override
    public void check() {
        // Pekko keeps no books; every token has gone all its way
    }

    @Override
    public void close() {
        system.close();
    }
}
