package io.sparkactor.remote.internal.session;

/** A connection between the two peers of a simulation, from the dial on. */
final class SimulatedConnection {

    final SimulatedPipe toDialler = new SimulatedPipe();
    final SimulatedPipe toAcceptor = new SimulatedPipe();

    /** What the dialler said when it dialled. */
    final long diallerReceived;

    /** What the acceptor has answered; negative before. */
    long acceptorReceived = -1;

    SimulatedConnection(long diallerReceived) {
        this.diallerReceived = diallerReceived;
    }
}
