package io.sparkactor.benchmarks.rate.pekko;

import io.sparkactor.benchmarks.measure.Finish;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** Two Pekko actors play a ball to and fro. Driven by one thread. */
public final class PekkoPingPong extends PekkoContender<PekkoPingPong.Players> {

    sealed interface Game {}

    record Join(ActorRef<Game> partner, long first, Finish finish) implements Game {}

    record Ball(long left) implements Game {}

    record Players(ActorRef<Game> ping, ActorRef<Game> pong) {}

    static final class Player {

        private @Nullable Join game;
        private long expected;

        static Behavior<Game> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Player()::onMessage));
        }

        private Behavior<Game> onMessage(Game message) {
            switch (message) {
                case Join join -> {
                    game = join;
                    expected = join.first();
                }
                case Ball(long left) -> play(left, Objects.requireNonNull(game));
            }
            return Behaviors.same();
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

    /** Two actors. */
    public PekkoPingPong(String settings) {
        super(
                settings,
                context -> new Players(context.spawn(Player.create(), "ping"), context.spawn(Player.create(), "pong")));
    }

    @Override
    public void begin(long operations, Finish finish) {
        Players players = actors();
        long first = 2 * operations - 1;
        players.pong().tell(new Join(players.ping(), first - 1, finish));
        players.ping().tell(new Join(players.pong(), first, finish));
        players.ping().tell(new Ball(first));
    }
}
