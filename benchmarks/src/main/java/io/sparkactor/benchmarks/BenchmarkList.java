package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.measure.Table;

/**
 * Which benchmarks are there, and what does each ask?
 *
 * <pre>{@code
 * ./spark bench BenchmarkList
 * }</pre>
 *
 * <p>Prints a table: the name, the question, and about how long it takes.
 */
final class BenchmarkList {

    private BenchmarkList() {}

    /** Prints the list. */
    public static void main(String[] args) {
        System.out.println(table());
    }

    static Table table() {
        Table table = new Table("./spark bench …", "question", "takes");
        table.row("", "Is Spark faster than Pekko and than plain virtual threads? (Suite)", "20 min");
        table.row("--savina", "The same in the rest of the Savina suite, beside Pekko alone", "25 min");
        table.row("--quick", "The same, only to see whether something broke", "2 min");
        table.row("MessageRate", "How many messages a second do actors exchange, in Spark and in Pekko?", "5 min");
        table.row("MessageRate --quick", "The same, only to see whether something broke", "1 min");
        table.row("Micro", "What do the parts cost alone: mailbox, hand-over, timer, ask, id, codec? (JMH)", "6 min");
        table.row("IdleActors", "What do 100,000 idle actors cost in memory and processor time?", "30 s");
        table.row("Sleepers", "How long do 10,000 actors take that each sleep five times for 10 ms?", "30 s");
        table.row("Hogs", "How long does an ask take while four actors always have a message?", "25 s");
        table.row("OutsideAsk", "How long does an ask take by a thread outside of actors?", "2 min");
        table.row("FirstMessage", "How long does the first message take after everything was idle?", "4 min");
        table.row("TellLatency", "How long does a message wait while the actors are half busy?", "4 min");
        table.row("ManyActors", "What does a message cost among a million actors, and what do they cost?", "5 min");
        table.row("LongMailbox", "Does a message cost more if many others wait in the same mailbox?", "2 min");
        table.row("StartUp", "How long from the start of a JVM to the first reply, and to its end?", "1 min");
        table.row("Runaways", "What do endless loops, native reads and blocking do to everybody else?", "2 min");
        table.row("MemoryLimit", "Does a syndicate in 256 MB live through producers that are too fast?", "2 min");
        table.row("MailboxFlood", "Does a bounded mailbox keep the heap small under each overflow policy?", "2 min");
        table.row("ProcessRoundTrip", "How long does 1 KB take to an actor in a process and back?", "2 min");
        table.row("ProcessCpu", "How many times as much do two actors in processes compute as one?", "15 s");
        table.row("ProcessStart", "How long does the creation of an actor in a process take?", "1 min");
        table.row(
                "RemoteMessages",
                "How many messages a second go to another JVM over TCP, and how long is an ask?",
                "5 min");
        table.row("TunnelMessages", "What do WebSocket, the relay and encryption cost, beside TCP?", "5 min");
        table.row("TunnelMessages --quick", "The same, only to see whether something broke", "1 min");
        table.row("RelayLoad", "How long does a frame take through the relay, with 1,000 clients?", "30 s");
        table.row("RelayStalled", "Does the relay's memory stay flat while clients read nothing?", "1 min");
        table.row("AgentStreams", "How late are a model's tokens, with 1,000 agents that stream at once?", "30 s");
        table.row("AgentStreams --http", "The same with 200 agents, from a server over HTTP", "30 s");
        table.row(
                "AgentCancel", "How soon does a cancel or a time-out close the socket at the model's server?", "1 min");
        table.row("AgentSoak", "Do heap, sockets or threads grow while agents work on a bad network?", "3 min");
        return table;
    }
}
