package io.sparkactor.internal.syndicate;

import io.sparkactor.Endpoint;
import io.sparkactor.internal.cell.SyndicateCore;
import java.util.function.Consumer;

/** An inbox of its own. Thread-safe. */
final class LocalEndpoint extends LocalInbox implements Endpoint {

    private final SyndicateCore core;
    private final InboxRef inbox;
    private final Consumer<LocalEndpoint> onClose;

    LocalEndpoint(SyndicateCore core, Consumer<LocalEndpoint> onClose) {
        this.core = core;
        this.inbox = new InboxRef(core, "endpoint-" + core.nextSerial());
        this.onClose = onClose;
    }

    @Override
    SyndicateCore core() {
        return core;
    }

    @Override
    InboxRef inbox() {
        return inbox;
    }

    @Override
    public void close() {
        inbox.close();
        onClose.accept(this);
    }
}
