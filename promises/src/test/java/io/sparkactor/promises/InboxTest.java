package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ReceiveTimeoutException;
import io.sparkactor.Syndicate;
import io.sparkactor.SyndicateClosedException;
import io.sparkactor.WaitInterruptedException;
import java.io.IOException;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The inboxes of a syndicate and of endpoints: receiving, listening, and how that ends. */
@Timeout(60)
class InboxTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final Syndicate syndicate = Syndicate.open("inbox");

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    @Test
    void aReceiveWaitsForAMessage() throws Exception {
        var received = new Mail<Object>();
        var receiver =
                Crew.start(1, member -> received.put(syndicate.receive(LONG).content()));
        syndicate.ref().tell("hello");

        assertThat(received.take()).isEqualTo("hello");
        receiver.join();
    }

    @Test
    void aReceiveThatWaitsInVainSaysWhereAndHowLong() {
        long start = System.nanoTime();

        assertThatThrownBy(() -> syndicate.receive(Duration.ofMillis(30)))
                .isInstanceOf(ReceiveTimeoutException.class)
                .hasMessageContainingAll("spark://inbox/inbox", "30 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
    }

    @Test
    void endpointsDoNotSeeEachOthersMessages() {
        try (var alice = syndicate.endpoint();
                var bob = syndicate.endpoint()) {
            alice.ref().tell("for Alice");
            bob.ref().tell("for Bob");
            syndicate.ref().tell("for all others");

            assertThat(alice.receive(LONG).content()).isEqualTo("for Alice");
            assertThat(bob.receive(LONG).content()).isEqualTo("for Bob");
            assertThat(syndicate.receive(LONG).content()).isEqualTo("for all others");
            assertThat(alice.poll(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void aListenerEndsWhenItsSyndicateCloses() throws Exception {
        var seen = new Mail<Object>();
        var listener = Crew.start(1, member -> {
            for (var message : syndicate.listen()) {
                seen.put(message.content());
            }
        });
        IntStream.range(0, 100).forEach(syndicate.ref()::tell);
        assertThat(seen.take(100)).isEqualTo(IntStream.range(0, 100).boxed().toList());
        syndicate.close();

        listener.join();
    }

    @Test
    void aListenerEndsWhenItsEndpointCloses() {
        var endpoint = syndicate.endpoint();
        var listener = Crew.start(
                1, member -> assertThat(endpoint.listen().stream().count()).isZero());
        endpoint.close();

        listener.join();
    }

    @Test
    void aListenerThatComesTooLateEndsAtOnce() {
        var endpoint = syndicate.endpoint();
        endpoint.close();

        assertThat(endpoint.listen()).isEmpty();
        assertThatThrownBy(() -> endpoint.listen().iterator().next()).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void severalReadersGetEachMessageOnce() {
        var endpoint = syndicate.endpoint();
        var seen = new Mail<Object>();
        var readers = Crew.start(4, member -> endpoint.listen().forEach(message -> seen.put(message.content())));
        Crew.run(
                2,
                member -> IntStream.range(0, 5_000).forEach(i -> endpoint.ref().tell(member * 5_000 + i)));
        Books.settled(syndicate);
        endpoint.close();
        readers.join();

        assertThat(seen.all()).hasSize(10_000).doesNotHaveDuplicates();
    }

    @Test
    void manyVirtualReadersGetEachMessageOnce() {
        var endpoint = syndicate.endpoint();
        var seen = new Mail<Object>();
        var readers =
                Crew.startVirtual(50, member -> endpoint.listen().forEach(message -> seen.put(message.content())));
        Crew.run(
                2,
                member -> IntStream.range(0, 2_000).forEach(i -> endpoint.ref().tell(member * 2_000 + i)));
        Books.settled(syndicate);
        endpoint.close();
        readers.join();

        assertThat(seen.all()).hasSize(4_000).doesNotHaveDuplicates();
    }

    @Test
    void aMessageGoesToAReaderThatStaysWhileOthersTimeOut() {
        for (int round = 0; round < 20; round++) {
            var endpoint = syndicate.endpoint();
            var seen = new Mail<Object>();
            var readers = Crew.start(
                    4,
                    member -> endpoint.poll(member == 0 ? LONG : Duration.ofMillis(1))
                            .ifPresent(message -> seen.put(message.content())));
            for (int i = 0; i < 4; i++) {
                endpoint.ref().tell(i); // one for each, so that nobody waits for long
            }
            readers.join();
            int left = 0;
            while (endpoint.poll(Duration.ZERO).isPresent()) {
                left++;
            }
            assertThat(seen.all().size() + left).isEqualTo(4);
            endpoint.close();
        }
    }

    @Test
    void anInterruptEndsAReceiveAndTheFlagStays() throws Exception {
        var waiting = new Gate();
        var receiver = Crew.start(1, member -> {
            waiting.open();
            assertThatThrownBy(() -> syndicate.receive(LONG)).isInstanceOf(WaitInterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();
        });
        waiting.await();
        receiver.interrupt();

        receiver.join();
    }

    @Test
    void aClosedEndpointMayBeClosedAgainAndGivesNothing() {
        var endpoint = syndicate.endpoint();
        endpoint.close();
        endpoint.close();

        assertThatThrownBy(() -> endpoint.receive(LONG))
                .isInstanceOf(SyndicateClosedException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void anEndpointCreatesTopLevelActors() {
        try (var endpoint = syndicate.endpoint()) {
            var actor = endpoint.createActor(String.class, (context, message) -> message.reply("hello"));

            assertThat(endpoint.ask(actor, "well?", String.class, LONG)).isEqualTo("hello");
            assertThat(actor.path()).startsWith("spark://inbox/");
        }
    }

    @Test
    void anActorMayReceiveFromAnEndpointOfItsOwn() throws Exception {
        var received = new Mail<Object>();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            try (var endpoint = context.syndicate().endpoint()) {
                endpoint.ref().tell("to myself");
                received.put(endpoint.receive(LONG).content());
            }
        });
        actor.tell("go");

        assertThat(received.take()).isEqualTo("to myself");
    }

    @Test
    void theBodyOfASyndicateRunsOnAVirtualThreadAndItsResultAndExceptionsComeOut() throws Exception {
        assertThat(Syndicate.<Boolean, RuntimeException>call(
                        "inbox-body", inside -> Thread.currentThread().isVirtual()))
                .isTrue();
        assertThatThrownBy(() -> Syndicate.run("inbox-body", inside -> {
                    throw new IOException("no such file");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no such file");
    }
}
