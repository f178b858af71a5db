package io.sparkactor.internal.remote;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.internal.ask.StreamSlot;
import io.sparkactor.spi.RemoteControl;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The streams between this system and others that have not ended. Thread-safe; nothing else is called under the monitor. */
final class Streams {

    /** How many streams that another system reads are kept. */
    static final int MOST = 65_536;

    private final Remoting remoting;
    private final Map<SystemId, Peer> peers = new HashMap<>();

    /** What there is with one system. */
    private static final class Peer {

        /** The writers over there of what is read here. */
        final Set<RemoteWriter> writers = new HashSet<>();

        /** What is written here, by the uuid of its reader over there. */
        final Map<String, StreamAskRef> readers = new HashMap<>();

        boolean isEmpty() {
            return writers.isEmpty() && readers.isEmpty();
        }
    }

    Streams(Remoting remoting) {
        this.remoting = remoting;
    }

    /** A stream is about to be asked for in another system. */
    RemoteWriter read(SystemId system, StreamSlot<?, ?> slot) {
        RemoteWriter writer = new RemoteWriter(remoting, system, slot);
        with(system, peer -> peer.writers.add(writer));
        slot.writtenBy(writer);
        return writer;
    }

    /** It has ended. */
    void endRead(RemoteWriter writer) {
        with(writer.peer(), peer -> peer.writers.remove(writer));
    }

    /** A stream is asked for from another system; if that may have no more, or names two alike, it is ended. */
    void write(StreamAskRef reader) {
        boolean kept = with(
                reader.peer(),
                peer -> peer.readers.size() < MOST && peer.readers.putIfAbsent(reader.reader(), reader) == null);
        if (!kept) {
            reader.askRefused(DeadLetterReason.OVERFLOW);
        }
    }

    /** It has ended. */
    void endWritten(StreamAskRef reader) {
        with(reader.peer(), peer -> peer.readers.remove(reader.reader(), reader));
    }

    /** What a reader over there says; nothing happens if its stream has ended here. */
    void take(SystemId system, RemoteControl.StreamRead control) {
        StreamAskRef reader = reader(system, control.to());
        if (reader != null) {
            reader.taken(control.count());
        }
    }

    /** What a reader over there says; nothing happens if its stream has ended here. */
    void take(SystemId system, RemoteControl.StreamCancelled control) {
        StreamAskRef reader = reader(system, control.to());
        if (reader != null) {
            reader.cancelled();
        }
    }

    private @Nullable StreamAskRef reader(SystemId system, String uuid) {
        return with(system, peer -> peer.readers.get(uuid));
    }

    /** All of a system has ended, as far as one can tell. */
    void lost(SystemId system) {
        record Lost(List<RemoteWriter> writers, List<StreamAskRef> readers) {}
        Lost lost = with(system, peer -> new Lost(List.copyOf(peer.writers), List.copyOf(peer.readers.values())));
        lost.writers().forEach(RemoteWriter::lost);
        lost.readers().forEach(StreamAskRef::lost);
    }

    /** This system is closed. */
    void close() {
        List<SystemId> systems;
        synchronized (this) {
            systems = List.copyOf(peers.keySet());
        }
        systems.forEach(this::lost);
    }

    /** Takes a step under the monitor, and forgets a system with which there is nothing any more. */
    private synchronized <T extends @Nullable Object> T with(SystemId system, Function<Peer, T> step) {
        Peer peer = peers.computeIfAbsent(system, _ -> new Peer());
        try {
            return step.apply(peer);
        } finally {
            if (peer.isEmpty()) {
                peers.remove(system);
            }
        }
    }
}
