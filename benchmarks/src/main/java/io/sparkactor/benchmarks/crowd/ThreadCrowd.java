package io.sparkactor.benchmarks.crowd;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.threads.ThreadActor;
import java.util.ArrayList;
import java.util.List;

/** Virtual threads that pass tokens on. Driven by one thread. */
final class ThreadCrowd implements Crowd {

    record Token(long step, long left, Finish finish) {}

    static final class Walker extends ThreadActor<Token> {

        private final List<Walker> all;

        private Walker(List<Walker> all) {
            this.all = all;
        }

        @Override
        protected void process(Token token) {
            if (token.left() == 0) {
                token.finish().reached();
            } else {
                long next = Walk.next(token.step());
                all.get(Walk.actor(next, all.size())).tell(new Token(next, token.left() - 1, token.finish()));
            }
        }
    }

    private final int size;
    private final List<Walker> all;

    /** So many virtual threads. */
    ThreadCrowd(int size) {
        this.size = size;
        all = new ArrayList<>(size);
    }

    @Override
    public void create() {
        for (int i = 0; i < size; i++) {
            all.add(ThreadActor.started(new Walker(all)));
        }
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
        if (!all.stream().allMatch(ThreadActor::isIdle)) {
            throw new IllegalStateException("messages are left in the queues");
        }
    }

    @Override
    public void close() {
        all.forEach(ThreadActor::end);
    }
}
