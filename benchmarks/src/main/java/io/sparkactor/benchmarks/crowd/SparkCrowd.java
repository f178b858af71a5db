package io.sparkactor.benchmarks.crowd;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.benchmarks.measure.Books;
import io.sparkactor.benchmarks.measure.Finish;
import java.util.ArrayList;
import java.util.List;

/** Spark actors that pass tokens on. Driven by one thread. */
final class SparkCrowd implements Crowd {

    record Token(long step, long left, Finish finish) {}

    static final class Walker extends Actor<Token> {

        private final List<ActorRef<Token>> all;

        private Walker(List<ActorRef<Token>> all) {
            this.all = all;
        }

        @Override
        protected void process(Message<Token> message) {
            Token token = message.content();
            if (token.left() == 0) {
                token.finish().reached();
            } else {
                long next = Walk.next(token.step());
                tell(new Token(next, token.left() - 1, token.finish()), all.get(Walk.actor(next, all.size())));
            }
        }
    }

    private final Syndicate syndicate = Syndicate.open("crowd");
    private final int size;
    private final List<ActorRef<Token>> all;
    private long messages;

    /** So many actors. */
    SparkCrowd(int size) {
        this.size = size;
        all = new ArrayList<>(size);
    }

    @Override
    public void create() {
        for (int i = 0; i < size; i++) {
            all.add(syndicate.createActor(() -> new Walker(all)));
        }
    }

    @Override
    public void greet(Finish finish) {
        messages += size;
        all.forEach(actor -> actor.tell(new Token(0, 0, finish)));
    }

    @Override
    public void begin(long operations, Finish finish) {
        messages += operations;
        for (int i = 0; i < Walk.TOKENS; i++) {
            long step = Walk.begin(i);
            all.get(Walk.actor(step, size)).tell(new Token(step, operations / Walk.TOKENS - 1, finish));
        }
    }

    @Override
    public void check() {
        Books.allProcessed(syndicate, messages);
    }

    @Override
    public void close() {
        syndicate.close();
    }
}
