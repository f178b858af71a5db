package io.sparkactor.benchmarks.rate.spark;

import io.sparkactor.Syndicate;
import io.sparkactor.benchmarks.measure.Books;
import io.sparkactor.benchmarks.rate.Contender;

/** A syndicate with the actors of a workload, whose ledger is checked after each round. Driven by one thread. */
public abstract class SparkContender implements Contender {

    private final Syndicate syndicate;
    private long messages;

    /** Opens a syndicate of this name. */
    protected SparkContender(String name) {
        syndicate = Syndicate.open(name);
    }

    /** Where the actors live. */
    protected final Syndicate syndicate() {
        return syndicate;
    }

    /** Says that so many more messages are sent, at least. */
    protected final void sending(long more) {
        messages += more;
    }

    @Override
    public final void check() {
        Books.allProcessed(syndicate, messages);
    }

    @Override
    public final void close() {
        syndicate.close();
    }
}
