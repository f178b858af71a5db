package io.sparkactor.process.internal.pool;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A folder for sockets that only this user may enter; made when first needed, and anew if it is not ours any more. Thread-safe. */
final class SocketFolder {

    private static final System.Logger LOG = System.getLogger(SocketFolder.class.getName());

    private static final boolean HAS_OWNERS =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> ONLY_THE_OWNER = PosixFilePermissions.fromString("rwx------");

    private @Nullable Path path; // guarded by this, as all below
    private @Nullable UserPrincipal owner;
    private int number;

    synchronized Path path() throws IOException {
        Path current = path;
        if (current == null || !isOurs(current)) {
            current = HAS_OWNERS
                    ? Files.createTempDirectory("spark-", PosixFilePermissions.asFileAttribute(ONLY_THE_OWNER))
                    : Files.createTempDirectory("spark-");
            owner = HAS_OWNERS ? Files.getOwner(current, LinkOption.NOFOLLOW_LINKS) : null;
            path = current;
        }
        return current;
    }

    /** Whether it is still what was made: whoever clears old temporary files may have taken it, and anybody may then take its name. */
    private boolean isOurs(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            if (!HAS_OWNERS) {
                return true;
            }
            var found = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.owner().equals(owner) && found.permissions().equals(ONLY_THE_OWNER);
        } catch (IOException e) {
            return false;
        }
    }

    synchronized String nextName() {
        return Integer.toString(++number);
    }

    /** Deletes it; the sockets in it have gone with the starts that needed them. */
    synchronized void delete() {
        if (path == null) {
            return;
        }
        try {
            Files.deleteIfExists(path);
            path = null;
        } catch (IOException e) {
            LOG.log(
                    Level.DEBUG,
                    "the folder " + path + " stays",
                    e); // a start goes on in it, and deletes its socket later
        }
    }
}
