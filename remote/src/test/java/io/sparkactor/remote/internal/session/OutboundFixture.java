package io.sparkactor.remote.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.remote.internal.session.SessionFrame.Acknowledge;
import io.sparkactor.remote.internal.session.SessionFrame.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sender of texts, which weigh 10 each, and what has become of them. */
abstract class OutboundFixture {

    static final SessionLimits LIMITS = new SessionLimits(10, 1_000, 10, 1_000);

    final List<String> ends = new ArrayList<>();
    final OutboundHalf<String> half = new OutboundHalf<>(LIMITS, new Recorder());

    /** Items that end with "old" are obsolete. */
    final class Recorder implements Outcomes<String> {

        @Override
        public @Nullable DeadLetterReason obsolete(String item) {
            return item.endsWith("old") ? DeadLetterReason.EXPIRED : null;
        }

        @Override
        public void delivered(String item) {
            ends.add(item);
        }

        @Override
        public void failed(String item, DeadLetterReason reason) {
            ends.add(item + " " + reason);
        }
    }

    void offer(String... items) {
        for (String item : items) {
            assertThat(half.offer(item, 10)).isNull();
        }
    }

    void acknowledge(long upTo, Refusal... refused) throws SessionException {
        half.acknowledged(new Acknowledge(upTo, List.of(refused), 100, 1_000));
    }

    void connect() throws SessionException {
        half.connected(0);
        acknowledge(0);
    }

    /** All that can be sent now, with its numbers. */
    List<String> sent() {
        List<String> sent = new ArrayList<>();
        for (String item = half.next(); item != null; item = half.next()) {
            sent.add(half.seq() + item);
        }
        return sent;
    }
}
