package io.sparkactor.remote.internal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import io.sparkactor.remote.Remote;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the packages of this module may know of each other. */
class PackagesTest {

    private static final String INTERNAL = "io.sparkactor.remote.internal.";
    private static final JavaClasses REMOTE = new ClassFileImporter()
            .importUrl(Remote.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void noTwoPackagesNeedEachOther() {
        slices().matching(INTERNAL + "(**)").should().beFreeOfCycles().check(REMOTE);
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

    @Test
    void aStreamOfBytesKnowsNothingOfWhatIsInIt() {
        knowsNoneOf("stream", "codec", "handshake", "link", "membership", "parts", "peer", "queue", "relay", "session")
                .because("it cuts bytes into frames, whoever's they are")
                .check(REMOTE);
        knowsNoneOf("stream", "tcp", "tunnel", "websocket")
                .because("those are made of it")
                .check(REMOTE);
    }

    @Test
    void aTunnelKnowsNoSessionsAndNotWhatLeadsThroughIt() {
        knowsNoneOf("tunnel", "codec", "link", "membership", "peer", "queue", "relay", "session", "tcp")
                .because("it is a connection as others are, for those who hold sessions and for who is with the relay")
                .check(REMOTE);
        nobodyKnows("tunnel", "membership").check(REMOTE);
    }

    @Test
    void whoIsWithARelayKnowsNoSockets() {
        noClasses()
                .that()
                .resideInAPackage(INTERNAL + "membership")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        INTERNAL + "relay..",
                        INTERNAL + "session",
                        INTERNAL + "tcp",
                        "io.netty.bootstrap..",
                        "io.netty.channel.socket..",
                        "io.netty.handler.ssl..",
                        "java.net..")
                .because("how the relay is reached is its dialler's business")
                .check(REMOTE);
        nobodyKnows("membership", "tcp").check(REMOTE);
    }

    @Test
    void theRelayKnowsFramesAndNobodyWhoSpeaksInThem() {
        knowsNoneOf(
                        "relay..",
                        "codec",
                        "handshake",
                        "link",
                        "membership",
                        "parts",
                        "peer",
                        "queue",
                        "session",
                        "stream",
                        "tcp",
                        "tunnel")
                .because("it hands on what it cannot read")
                .check(REMOTE);
        noClasses()
                .that()
                .resideInAPackage(INTERNAL + "relay..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("io\\.sparkactor\\.(Actor|Message|Syndicate).*")
                .because("it knows systems, and no actors")
                .check(REMOTE);
        nobodyKnows("relay..").check(REMOTE);
    }

    private static ClassesShouldConjunction knowsNoneOf(String one, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(INTERNAL + one)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        Stream.of(others).map(other -> INTERNAL + other).toArray(String[]::new));
    }

    /** Nobody inside, but itself and those that are named. */
    private static ClassesShouldConjunction nobodyKnows(String one, String... butThese) {
        String[] may = Stream.concat(Stream.of(one), Stream.of(butThese))
                .map(each -> INTERNAL + each)
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(INTERNAL + "(**)")
                .and()
                .resideOutsideOfPackages(may)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(INTERNAL + one);
    }
}
