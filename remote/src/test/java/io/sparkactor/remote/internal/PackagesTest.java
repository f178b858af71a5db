package io.sparkactor.remote.internal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.sparkactor.remote.Remote;
import org.junit.jupiter.api.Test;

/** What the packages of this module may know of each other. */
class PackagesTest {

    private static final String INTERNAL = "io.sparkactor.remote.internal.";
    private static final JavaClasses REMOTE = new ClassFileImporter()
            .importUrl(Remote.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void noTwoPackagesNeedEachOther() {
        slices().matching(INTERNAL + "(*)..").should().beFreeOfCycles().check(REMOTE);
    }

    @Test
    void whatIsSpokenKnowsNoKindOfConnection() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        INTERNAL + "codec",
                        INTERNAL + "parts",
                        INTERNAL + "queue",
                        INTERNAL + "link",
                        INTERNAL + "handshake",
                        INTERNAL + "peer")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        INTERNAL + "tcp",
                        INTERNAL + "websocket",
                        "io.netty.bootstrap..",
                        "io.netty.channel.socket..",
                        "io.netty.handler.ssl..",
                        "java.net..")
                .because("all of it is the same over TCP, WebSocket and a relay")
                .check(REMOTE);
    }
}
