package io.sparkactor.promises;

import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Mailbox;
import io.sparkactor.Syndicate;

/** An actor that stays in the handling of its first message, "first", until it is released. Thread-safe. */
final class StuckActor {

    static final String FIRST = "first";

    /** What it has handled, in order; what was asked it answers with the same. */
    final Mail<String> handled = new Mail<>();

    final ActorRef<String> ref;
    private final Gate entered = new Gate();
    private final Gate released = new Gate();

    private StuckActor(Syndicate syndicate, Mailbox<? super String> mailbox) {
        ref = syndicate.createActor(ActorSpec.handling(String.class, (context, message) -> {
                    entered.open();
                    released.awaitStubbornly();
                    handled.put(message.content());
                    message.reply(message.content());
                })
                .mailbox(mailbox));
    }

    /** Creates it and waits until it handles its first message. */
    static StuckActor in(Syndicate syndicate, Mailbox<? super String> mailbox) throws InterruptedException {
        var actor = new StuckActor(syndicate, mailbox);
        actor.ref.tell(FIRST);
        actor.entered.await();
        return actor;
    }

    void release() {
        released.open();
    }
}
