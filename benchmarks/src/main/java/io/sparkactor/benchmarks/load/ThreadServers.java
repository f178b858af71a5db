package io.sparkactor.benchmarks.load;

import io.sparkactor.benchmarks.rate.threads.ThreadActor;
import java.util.ArrayList;
import java.util.List;

/** Virtual threads that work. Driven by one thread at a time. */
final class ThreadServers implements Servers {

    record Job(long due) {}

    static final class Server extends ThreadActor<Job> {

        private final Work work;

        private Server(Work work) {
            this.work = work;
        }

        @Override
        protected void process(Job job) {
            work.handle(job.due());
        }
    }

    private final List<Server> servers = new ArrayList<>();

    ThreadServers(Work work) {
        for (int i = 0; i < COUNT; i++) {
            servers.add(ThreadActor.started(new Server(work)));
        }
    }

    @Override
    public void tell(int actor, long due) {
        servers.get(actor).tell(new Job(due));
    }

    @Override
    public void close() {
        servers.forEach(ThreadActor::end);
    }
}
