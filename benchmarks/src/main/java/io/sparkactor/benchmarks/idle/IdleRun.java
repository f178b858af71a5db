package io.sparkactor.benchmarks.idle;

import io.sparkactor.ActorRef;
import io.sparkactor.Syndicate;
import io.sparkactor.benchmarks.measure.Books;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.HeapInUse;
import io.sparkactor.benchmarks.measure.ProcessorTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What idle actors cost in this JVM. Confined to one thread. */
public final class IdleRun {

    private static final double MOST_BYTES = 150;
    private static final double MOST_CPU = 1;

    private final int count;
    private final Duration idle;

    /** A run with so many actors, which are then watched for so long. */
    public IdleRun(int count, Duration idle) {
        this.count = count;
        this.idle = idle;
    }

    /** Measures. */
    public List<Figure> figures() throws InterruptedException {
        List<Figure> figures = new ArrayList<>();
        useOnce();
        double own = (double) HeapInUse.of(count, IdleActor::new) / count;
        figures.add(Figure.of("the user's own object", own, "bytes"));
        try (Syndicate syndicate = Syndicate.open("idle")) {
            List<ActorRef<IdleActor.Protocol>> actors = new ArrayList<>(count);
            long before = HeapInUse.now();
            for (int i = 0; i < count; i++) {
                actors.add(syndicate.createActor(IdleActor::new));
            }
            figures.add(beyond("beyond it, for an actor that was just created", before, own));
            actors.forEach(actor -> actor.tell(new IdleActor.Work(1)));
            Books.allProcessed(syndicate, count);
            figures.add(beyond("beyond it, for an actor that has handled a message", before, own));
            figures.add(cpu());
            actors.forEach(actor -> actor.tell(new IdleActor.Work(1)));
            Books.allProcessed(syndicate, 2L * count);
        }
        return figures;
    }

    /** Loads the classes and warms up, so that neither is taken for the cost of actors. */
    private static void useOnce() {
        try (Syndicate syndicate = Syndicate.open("warm-up")) {
            for (int i = 0; i < 1000; i++) {
                syndicate.createActor(IdleActor::new).tell(new IdleActor.Work(1));
            }
            Books.allProcessed(syndicate, 1000);
        }
    }

    private Figure beyond(String what, long before, double own) throws InterruptedException {
        return Figure.of(what, (double) (HeapInUse.now() - before) / count - own, MOST_BYTES, "bytes");
    }

    private Figure cpu() throws InterruptedException {
        double percent = ProcessorTime.percentWhileIdle(idle);
        return Figure.of("processor time while idle, of one core", percent, MOST_CPU, "%");
    }
}
