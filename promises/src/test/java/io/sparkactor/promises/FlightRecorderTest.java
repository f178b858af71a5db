package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskException;
import io.sparkactor.Message;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the JDK's flight recorder sees of actors. */
@Timeout(60)
class FlightRecorderTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final Syndicate syndicate = Syndicate.open("flight", config -> config.processors(1));

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    private static final class Sleeper extends Actor<String> {
        private final Gate begun;
        private final Gate release;

        Sleeper(Gate begun, Gate release) {
            this.begun = begun;
            this.release = release;
        }

        @Override
        protected void process(Message<String> message) throws Exception {
            begun.open();
            release.await();
        }
    }

    @Test
    void jfrEventsAreRecordedForATurn() throws Exception {
        try (var recording = new Recording()) {
            recording.enable("io.sparkactor.Turn").withoutThreshold();
            recording.start();
            var begun = new Gate();
            var release = new Gate();
            var actor = syndicate.createActor(
                    ActorSpec.of(() -> new Sleeper(begun, release)).named("sleeper"));
            actor.tell("one");
            begun.await();
            actor.tell("two");
            actor.tell("three");
            release.open();
            Books.settled(syndicate);
            Await.until(
                    "all turns have ended",
                    () -> syndicate.diagnostics().scheduler().turns() == 0);

            List<RecordedEvent> turns = events(recording, "io.sparkactor.Turn");
            assertThat(turns).isNotEmpty().allSatisfy(turn -> {
                assertThat(turn.getString("actor")).isEqualTo("spark://flight/sleeper");
                assertThat(turn.getClass("actorClass").getName()).isEqualTo(Sleeper.class.getName());
                assertThat(turn.getDuration()).isPositive();
                assertThat(turn.getLong("waited")).isNotNegative();
            });
            assertThat(turns.stream().mapToInt(turn -> turn.getInt("messages")).sum())
                    .isEqualTo(3);
        }
    }

    /** Where actors are busy there would be millions in a second. */
    @Test
    void turnsAreNotRecordedUnlessAskedFor() throws Exception {
        try (var recording = new Recording()) {
            recording.start();
            assertThat(syndicate
                            .createActor(String.class, (context, message) -> message.reply("reply"))
                            .ask("ask", String.class))
                    .isEqualTo("reply");

            assertThat(events(recording, "io.sparkactor.Turn")).isEmpty();
        }
    }

    @Test
    void nothingIsRecordedWhenOff() throws Exception {
        try (var recording = new Recording()) {
            for (String event : List.of("Turn", "DeadLetter", "AskFailed", "TurnEvicted", "ActorRestarted")) {
                recording.disable("io.sparkactor." + event);
            }
            recording.start();
            deadLetterAndFailedAsk();

            assertThat(events(recording, "io.sparkactor.")).isEmpty();
        }
    }

    @Test
    void deadLettersAndFailedAsksAreInEachRecording() throws Exception {
        try (var recording = new Recording()) {
            recording.start();
            deadLetterAndFailedAsk();

            RecordedEvent letter = events(recording, "io.sparkactor.DeadLetter").getFirst();
            assertThat(letter.getString("target")).isEqualTo("spark://flight/dead");
            assertThat(letter.getString("reason")).isEqualTo("ACTOR_STOPPED");
            assertThat(letter.getClass("messageClass").getName()).isEqualTo(String.class.getName());
            assertThat(letter.getBoolean("accepted")).isFalse();
            RecordedEvent ask = events(recording, "io.sparkactor.AskFailed").getFirst();
            assertThat(ask.getString("target")).isEqualTo("spark://flight/dead");
            assertThat(ask.getString("failure")).isEqualTo("TARGET_STOPPED");
            assertThat(ask.getLong("waited")).isNotNegative();
        }
    }

    private void deadLetterAndFailedAsk() {
        var dead = syndicate.createActor(
                ActorSpec.handling(String.class, (context, message) -> {}).named("dead"));
        syndicate.stop(dead);
        assertThat(syndicate.awaitStop(dead, LONG)).isTrue();
        assertThatThrownBy(() -> dead.ask("nobody", String.class)).isInstanceOf(AskException.class);
    }

    @Test
    void anEvictionIsRecorded() throws Exception {
        try (var recording = new Recording()) {
            recording.start();
            var evicted = new Mail<RuntimeEvent.TurnEvicted>();
            var subscription = syndicate.subscribe(RuntimeEvent.TurnEvicted.class, evicted::put);
            var release = new Gate();
            var begun = new Gate();
            syndicate
                    .createActor(ActorSpec.handling(String.class, (context, message) -> {
                                begun.open();
                                while (!release.isOpen()) {
                                    Thread.onSpinWait();
                                }
                            })
                            .named("endless"))
                    .tell("run");
            begun.await();
            assertThat(syndicate
                            .createActor(String.class, (context, message) -> message.reply("reply"))
                            .ask("ask", String.class, LONG))
                    .isEqualTo("reply"); // by the one processor, which endless had
            evicted.take();
            release.open();
            subscription.close();

            assertThat(events(recording, "io.sparkactor.TurnEvicted"))
                    .anySatisfy(event -> assertThat(event.getString("actor")).isEqualTo("spark://flight/endless"));
        }
    }

    private List<RecordedEvent> events(Recording recording, String name) throws Exception {
        Path file = folder.resolve("recording.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith(name))
                .toList();
    }
}
