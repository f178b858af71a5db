package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.DeadLetter;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Mailbox;
import io.sparkactor.Overflow;
import io.sparkactor.Syndicate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The most urgent message is handled first; of equally urgent ones, P2 holds: those of one sender keep their order. */
@Timeout(60)
class PriorityTest {

    private final Syndicate syndicate = Syndicate.open("priority");

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    private record Job(int urgency, int sender, int number) {}

    private record Desk(ActorRef<Job> ref, Mail<Job> handled, Gate release) {

        /** The first job holds it until it is released. */
        static Desk open(Syndicate syndicate, Mailbox<? super Job> mailbox) throws InterruptedException {
            var handled = new Mail<Job>();
            var entered = new Gate();
            var release = new Gate();
            var ref = syndicate.createActor(ActorSpec.handling(Job.class, (context, message) -> {
                        entered.open();
                        release.awaitStubbornly();
                        handled.put(message.content());
                    })
                    .mailbox(mailbox));
            ref.tell(new Job(0, -1, -1));
            entered.await();
            return new Desk(ref, handled, release);
        }

        List<Job> released(int count) throws InterruptedException {
            release.open();
            handled.take();
            return handled.take(count);
        }
    }

    @Test
    void theMostUrgentIsHandledFirstAndEquallyUrgentOnesAsTheyCame() throws Exception {
        var desk = Desk.open(syndicate, Mailbox.priority(100, Job::urgency));
        var sent = new ArrayList<Job>();
        for (int i = 0; i < 50; i++) {
            var job = new Job(i * 7 % 5 - 2, 0, i);
            sent.add(job);
            desk.ref.tell(job);
        }

        sent.sort(Comparator.comparingInt(Job::urgency).reversed()); // a stable sort
        assertThat(desk.released(50)).isEqualTo(sent);
        Books.settled(syndicate);
    }

    @Test
    void orderIsKeptFromEachSenderWithinAPriority() throws Exception {
        int perSender = 2_000;
        var desk = Desk.open(syndicate, Mailbox.priority(4 * perSender + 1, Job::urgency));
        Crew.run(4, member -> IntStream.range(0, perSender).forEach(i -> desk.ref.tell(new Job(i % 3, member, i))));

        var handled = desk.released(4 * perSender);
        for (int sender = 0; sender < 4; sender++) {
            for (int urgency = 0; urgency < 3; urgency++) {
                int of = sender;
                int at = urgency;
                assertThat(handled.stream().filter(job -> job.sender == of && job.urgency == at))
                        .extracting(Job::number)
                        .hasSizeBetween(perSender / 3, perSender / 3 + 1)
                        .isSorted();
            }
        }
    }

    @Test
    void aFullMailboxThatDropsItsOldestDropsTheOldestOfTheLeastUrgent() throws Exception {
        var desk = Desk.open(syndicate, Mailbox.priority(4, Job::urgency).overflow(Overflow.DROP_OLDEST));
        tell(desk, 5, 1, 1);
        tell(desk, 9);
        assertThat(dropped()).containsExactly(new Job(1, 0, 1));
        tell(desk, 0);
        assertThat(dropped()).endsWith(new Job(0, 0, 0)); // none that waits is less urgent
        tell(desk, 1);

        assertThat(desk.released(3)).extracting(Job::urgency).containsExactly(9, 5, 1);
        assertThat(dropped()).hasSize(3);
    }

    @Test
    void aFullMailboxThatDropsItsNewestDropsTheNewestOfTheLeastUrgent() throws Exception {
        var desk = Desk.open(syndicate, Mailbox.priority(4, Job::urgency).overflow(Overflow.DROP_NEWEST));
        tell(desk, 5, 1, 1);
        tell(desk, 1);
        tell(desk, 9);

        assertThat(dropped()).containsExactly(new Job(1, 0, 0), new Job(1, 0, 2));
        assertThat(desk.released(3)).containsExactly(new Job(9, 0, 0), new Job(5, 0, 0), new Job(1, 0, 1));
    }

    /** Tells one job of each urgency, numbered. */
    private static void tell(Desk desk, int... urgencies) {
        for (int i = 0; i < urgencies.length; i++) {
            desk.ref.tell(new Job(urgencies[i], 0, i));
        }
    }

    @Test
    void aFullMailboxThatRejectsRefusesUrgentMessagesToo() throws Exception {
        var desk = Desk.open(syndicate, Mailbox.priority(2, Job::urgency));
        tell(desk, 1);

        assertThat(desk.ref.tell(new Job(99, 0, 0)).accepted()).isFalse();
    }

    @Test
    void aMessageWhosePriorityCannotBeToldIsHandledLast() throws Exception {
        var desk = Desk.open(syndicate, Mailbox.priority(10, (Job job) -> {
            if (job.number == 0) {
                throw new IllegalStateException("the priority of the first job is not known");
            }
            return -job.number;
        }));
        tell(desk, 0, 0, 0);

        assertThat(desk.released(3)).extracting(Job::number).containsExactly(1, 2, 0);
    }

    @Test
    void unstashedMessagesComeBeforeUrgentOnes() throws Exception {
        var handled = new Mail<Job>();
        var entered = new Gate();
        var release = new Gate();
        var actor = syndicate.createActor(ActorSpec.handling(Job.class, (context, message) -> {
                    context.stash();
                    context.become((c, next) -> handled.put(next.content()));
                    context.unstashAll();
                    entered.open();
                    release.awaitStubbornly();
                })
                .mailbox(Mailbox.priority(10, Job::urgency)));
        actor.tell(new Job(0, 0, 0));
        entered.await();
        actor.tell(new Job(9, 0, 0));
        release.open();

        assertThat(handled.take(2)).containsExactly(new Job(0, 0, 0), new Job(9, 0, 0));
    }

    private List<Object> dropped() {
        return syndicate.deadLetters().stream()
                .filter(letter -> letter.reason() == DeadLetterReason.OVERFLOW && letter.accepted())
                .map(DeadLetter::content)
                .toList();
    }
}
