package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Mailbox;
import io.sparkactor.Overflow;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.RuntimeEvent.MailboxEased;
import io.sparkactor.RuntimeEvent.MailboxFilling;
import io.sparkactor.Syndicate;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Operators hear once that a bounded mailbox fills up, and once that it is over. */
@Timeout(60)
class MailboxEventsTest {

    private final Syndicate syndicate = Syndicate.open("mailbox-events");
    private final Mail<RuntimeEvent> events = new Mail<>();

    @BeforeEach
    void subscribe() {
        syndicate.subscribe(event -> {
            if (event instanceof MailboxFilling || event instanceof MailboxEased) {
                events.put(event);
            }
        });
    }

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    @Test
    void aMailboxThatPassesItsMarkAndIsBackSaysSoOnce() throws Exception {
        var stuck = StuckActor.in(syndicate, Mailbox.bounded(100));
        fill(stuck, 78);
        assertThat(events.all()).isEmpty();
        fill(stuck, 1);

        assertThat(events.take()).isEqualTo(new MailboxFilling(stuck.ref.path(), 80, 100));
        fill(stuck, 10);
        stuck.release();
        assertThat(events.take()).isEqualTo(new MailboxEased(stuck.ref.path(), 68, 100));
        Books.settled(syndicate);
        assertThat(events.all()).isEmpty();
    }

    @Test
    void theMarkCanBeSet() throws Exception {
        var stuck = StuckActor.in(syndicate, Mailbox.bounded(10).highWater(0.2));
        fill(stuck, 1);

        assertThat(events.take()).isEqualTo(new MailboxFilling(stuck.ref.path(), 2, 10));
    }

    @Test
    void aMailboxThatDropsIsFullToo() throws Exception {
        var stuck = StuckActor.in(syndicate, Mailbox.bounded(4).overflow(Overflow.DROP_OLDEST));
        fill(stuck, 100);

        assertThat(events.take()).isEqualTo(new MailboxFilling(stuck.ref.path(), 4, 4));
        stuck.release();
        assertThat(events.take()).isInstanceOf(MailboxEased.class);
    }

    private static void fill(StuckActor stuck, int count) {
        IntStream.range(0, count).forEach(i -> stuck.ref.tell("filler"));
    }
}
