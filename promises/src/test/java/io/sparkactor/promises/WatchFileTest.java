package io.sparkactor.promises;

import static io.sparkactor.promises.Puppet.checkAlive;
import static io.sparkactor.promises.Puppet.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorRef;
import io.sparkactor.AskFailedException;
import io.sparkactor.Syndicate;
import io.sparkactor.Watch;
import io.sparkactor.WatchException;
import io.sparkactor.WatchFailed;
import io.sparkactor.WatchReady;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file or a folder that changes is told of, once until it is armed again, and no change is missed in between. */
@Timeout(60)
class WatchFileTest {

    private final Syndicate syndicate = Syndicate.open("watch-file");
    private final Mail<Object> seen = new Mail<>();
    private final ActorRef<Object> watcher = syndicate.createActor(() -> new Puppet(seen));

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    /** Returns when what was changed before has been told: the same thread has told of a later change. */
    private void settle() throws Exception {
        Path beside = Files.createTempFile(folder, "beside", ".txt");
        var others = new Mail<Object>();
        var other = syndicate.createActor(() -> new Puppet(others));
        order(other, self -> self.lookAt(Watch.file(beside)));
        Files.writeString(beside, "x");
        assertThat(others.take()).isEqualTo(new WatchReady(Watch.file(beside)));
        checkAlive(watcher);
    }

    @Test
    void aFileThatIsCreatedChangedAndDeletedIsToldOfEachTime() throws Exception {
        Path file = folder.resolve("settings");
        order(watcher, self -> self.lookAt(Watch.file(file)));
        settle();
        assertThat(seen.all()).isEmpty(); // other files of the folder are of no interest
        Files.createFile(file);
        assertThat(seen.take()).isEqualTo(new WatchReady(Watch.file(file)));
        order(watcher, self -> self.again(Watch.file(file)));
        Files.writeString(file, "x");
        assertThat(seen.take()).isEqualTo(new WatchReady(Watch.file(file)));
        settle();
        assertThat(seen.all()).isEmpty();
        order(watcher, self -> self.lookAt());
        order(watcher, self -> self.lookAt(Watch.file(file)));
        Files.delete(file);
        assertThat(seen.take()).isEqualTo(new WatchReady(Watch.file(file)));
    }

    @Test
    void aChangeWhileItIsNotArmedIsToldWhenItIs() throws Exception {
        Path file = Files.createFile(folder.resolve("log"));
        order(watcher, self -> self.lookAt(Watch.file(file)));
        Files.writeString(file, "one");
        assertThat(seen.take()).isEqualTo(new WatchReady(Watch.file(file)));
        settle();
        Files.writeString(file, "two");
        Files.writeString(file, "three");
        settle();
        assertThat(seen.all()).isEmpty();
        order(watcher, self -> self.again(Watch.file(file)));
        assertThat(seen.take()).isEqualTo(new WatchReady(Watch.file(file)));
        order(watcher, self -> self.again(Watch.file(file)));
        settle();
        assertThat(seen.all()).isEmpty();
    }

    @Test
    void aFolderIsToldOfForWhateverHappensInIt() throws Exception {
        order(watcher, self -> self.lookAt(Watch.file(folder)));
        Files.createFile(folder.resolve("a"));

        assertThat(seen.take()).isEqualTo(new WatchReady(Watch.file(folder)));
    }

    @Test
    void twoActorsMayWatchTheSameAndEachLetsGoOfItsOwn() throws Exception {
        Path file = Files.createFile(folder.resolve("shared"));
        var others = new Mail<Object>();
        var other = syndicate.createActor(() -> new Puppet(others));
        order(watcher, self -> self.lookAt(Watch.file(file)));
        order(other, self -> self.lookAt(Watch.file(file)));
        Files.writeString(file, "one");
        assertThat(seen.take()).isEqualTo(new WatchReady(Watch.file(file)));
        assertThat(others.take()).isEqualTo(new WatchReady(Watch.file(file)));
        settle();
        order(watcher, Puppet::lookAt);
        order(other, self -> self.lookAt(Watch.file(file))); // armed again; the others' end has not ended this
        drain(others, other, file);
        Files.writeString(file, "two");

        assertThat(others.take()).isEqualTo(new WatchReady(Watch.file(file)));
        assertThat(seen.all()).isEmpty();
    }

    /** Until no change of before is left: a write may be told as two. */
    private void drain(Mail<Object> mail, ActorRef<Object> puppet, Path file) throws Exception {
        settle();
        while (!mail.all().isEmpty()) {
            assertThat(mail.take()).isInstanceOf(WatchReady.class);
            order(puppet, self -> self.again(Watch.file(file)));
            settle();
        }
    }

    @Test
    void aFolderThatGoesFails() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        order(watcher, self -> self.lookAt(Watch.file(inner.resolve("file"))));
        Files.delete(inner);

        assertThat(seen.take()).isInstanceOfSatisfying(WatchFailed.class, failed -> {
            assertThat(failed.watch()).isEqualTo(Watch.file(inner.resolve("file")));
            assertThat(failed.cause()).isInstanceOf(NoSuchFileException.class);
        });
    }

    @Test
    void filesOfOtherFileSystemsAreRefused() throws Exception {
        Path module = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules");

        assertThatThrownBy(() -> order(watcher, self -> self.lookAt(Watch.file(module))))
                .isInstanceOf(AskFailedException.class)
                .hasCauseInstanceOf(WatchException.class)
                .hasStackTraceContaining("default file system");
    }
}
