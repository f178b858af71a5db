package io.sparkactor.benchmarks.rate.threads;

import io.sparkactor.benchmarks.measure.Finish;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Two virtual threads play a ball to and fro. Driven by one thread. */
public final class ThreadPingPong extends ThreadContender {

    sealed interface Game {}

    record Join(Player partner, long first, Finish finish) implements Game {}

    record Ball(long left) implements Game {}

    static final class Player extends ThreadActor<Game> {

        private @Nullable Join game;
        private long expected;

        @Override
        protected void process(Game message) {
            switch (message) {
                case Join join -> {
                    game = join;
                    expected = join.first();
                }
                case Ball(long left) -> play(left, Objects.requireNonNull(game));
            }
        }

        private void play(long left, Join game) {
            game.finish().expect(expected, left);
            expected -= 2;
            if (left == 0) {
                game.finish().reached();
            } else {
                game.partner().tell(new Ball(left - 1));
            }
        }
    }

    private final Player ping = start(new Player());
    private final Player pong = start(new Player());

    @Override
    public void begin(long operations, Finish finish) {
        long first = 2 * operations - 1;
        pong.tell(new Join(ping, first - 1, finish));
        ping.tell(new Join(pong, first, finish));
        ping.tell(new Ball(first));
    }
}
