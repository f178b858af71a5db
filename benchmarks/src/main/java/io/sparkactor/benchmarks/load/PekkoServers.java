package io.sparkactor.benchmarks.load;

import io.sparkactor.benchmarks.rate.pekko.PekkoSystem;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Pekko actors that work. Driven by one thread at a time. */
final class PekkoServers implements Servers {

    record Job(long due) {}

    static final class Server {

        private final Work work;

        private Server(Work work) {
            this.work = work;
        }

        static Behavior<Job> create(Work work) {
            return Behaviors.receiveMessage(new Server(work)::onMessage);
        }

        private Behavior<Job> onMessage(Job job) {
            work.handle(job.due());
            return Behaviors.same();
        }
    }

    private final PekkoSystem<List<ActorRef<Job>>> system;

    PekkoServers(Work work) {
        system = new PekkoSystem<>(
                "",
                context -> IntStream.range(0, COUNT)
                        .mapToObj(i -> context.spawn(Server.create(work), "server-" + i))
                        .toList());
    }

    @Override
    public void tell(int actor, long due) {
        system.actors().get(actor).tell(new Job(due));
    }

    @Override
    public void close() {
        system.close();
    }
}
