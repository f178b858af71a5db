package io.sparkactor.benchmarks.rate.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.measure.Finish;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Two Spark actors play a ball to and fro. Driven by one thread. */
public final class SparkPingPong extends SparkContender {

    sealed interface Game {}

    record Join(ActorRef<Game> partner, long first, Finish finish) implements Game {}

    record Ball(long left) implements Game {}

    static final class Player extends Actor<Game> {

        private @Nullable Join game;
        private long expected;

        @Override
        protected void process(Message<Game> message) {
            switch (message.content()) {
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
                tell(new Ball(left - 1), game.partner());
            }
        }
    }

    private final ActorRef<Game> ping = syndicate().createActor(Player::new);
    private final ActorRef<Game> pong = syndicate().createActor(Player::new);

    /** Two actors. */
    public SparkPingPong() {
        super("ping-pong");
    }

    @Override
    public void begin(long operations, Finish finish) {
        long first = 2 * operations - 1;
        sending(first + 3);
        pong.tell(new Join(ping, first - 1, finish));
        ping.tell(new Join(pong, first, finish));
        ping.tell(new Ball(first));
    }
}
