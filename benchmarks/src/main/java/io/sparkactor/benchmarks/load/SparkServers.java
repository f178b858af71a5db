package io.sparkactor.benchmarks.load;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.benchmarks.measure.Books;
import java.util.ArrayList;
import java.util.List;

/** Spark actors that work. Driven by one thread at a time. */
final class SparkServers implements Servers {

    record Job(long due) {}

    static final class Server extends Actor<Job> {

        private final Work work;

        private Server(Work work) {
            this.work = work;
        }

        @Override
        protected void process(Message<Job> message) {
            work.handle(message.content().due());
        }
    }

    private final Syndicate syndicate = Syndicate.open("tell-latency");
    private final List<ActorRef<Job>> servers = new ArrayList<>();

    SparkServers(Work work) {
        for (int i = 0; i < COUNT; i++) {
            servers.add(syndicate.createActor(() -> new Server(work)));
        }
    }

    @Override
    public void tell(int actor, long due) {
        servers.get(actor).tell(new Job(due));
    }

    @Override
    public void close() {
        Books.allProcessed(syndicate, 1);
        syndicate.close();
    }
}
