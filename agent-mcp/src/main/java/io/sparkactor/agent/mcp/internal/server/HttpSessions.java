package io.sparkactor.agent.mcp.internal.server;

import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerSession.McpStreamableServerSessionInit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sessions of a server, the latest used of them: clients go without a word, so the oldest give way. Thread-safe. */
final class HttpSessions {

    private static final int MAX_SESSIONS = 1_000;

    private final ServedCalls calls;

    /** In the order of their last use. Guarded by this object, as all below. */
    private final Map<String, McpStreamableServerSession> sessions = new LinkedHashMap<>(16, 0.75f, true);

    private McpStreamableServerSession.@Nullable Factory factory;

    HttpSessions(ServedCalls calls) {
        this.calls = calls;
    }

    synchronized void factory(McpStreamableServerSession.Factory made) {
        factory = made;
    }

    synchronized McpStreamableServerSessionInit begin(InitializeRequest greeting) {
        if (factory == null) {
            throw new IllegalStateException("the server has not started");
        }
        McpStreamableServerSessionInit begun = factory.startSession(greeting);
        sessions.put(begun.session().getId(), begun.session());
        if (sessions.size() > MAX_SESSIONS) {
            dropOldest();
        }
        return begun;
    }

    /** With the lock held. Calls under way keep their session: whoever greets often must not end what others do. */
    private void dropOldest() {
        for (Iterator<McpStreamableServerSession> all = sessions.values().iterator(); all.hasNext(); ) {
            McpStreamableServerSession session = all.next();
            if (!calls.areUnderWay(session.getId())) {
                all.remove();
                session.close();
                return;
            }
        }
    }

    /** The session of this id; null if there is none. */
    synchronized @Nullable McpStreamableServerSession find(String id) {
        return sessions.get(id);
    }

    synchronized void end(String id) {
        McpStreamableServerSession session = sessions.remove(id);
        if (session != null) {
            calls.cancelAll(id);
            session.close();
        }
    }

    synchronized void close() {
        sessions.values().forEach(McpStreamableServerSession::close);
        sessions.clear();
    }
}
