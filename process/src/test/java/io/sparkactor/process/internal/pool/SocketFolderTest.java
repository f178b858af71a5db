package io.sparkactor.process.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Sockets are only where no other user can enter. */
@DisabledOnOs(OS.WINDOWS)
class SocketFolderTest {

    private final SocketFolder folder = new SocketFolder();

    @AfterEach
    void delete() {
        folder.delete();
    }

    @Test
    void aFolderThatIsOursIsKept() throws IOException {
        assertThat(folder.path()).isEqualTo(folder.path()).isDirectory();
    }

    @Test
    void aLinkInItsPlaceIsNotFollowed(@TempDir Path other) throws IOException {
        Path first = folder.path();
        Files.delete(first);
        Files.createSymbolicLink(first, other);
        try {
            assertOnlyOurs(folder.path(), first);
        } finally {
            Files.delete(first);
        }
    }

    @Test
    void aFolderThatOthersMayEnterIsLeft() throws IOException {
        Path first = folder.path();
        Files.setPosixFilePermissions(first, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            assertOnlyOurs(folder.path(), first);
        } finally {
            Files.delete(first);
        }
    }

    private static void assertOnlyOurs(Path second, Path first) throws IOException {
        assertThat(second).isNotEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(second, LinkOption.NOFOLLOW_LINKS)))
                .isEqualTo("rwx------");
    }
}
