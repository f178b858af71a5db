package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Syndicate;
import io.sparkactor.SyndicateClosedException;
import io.sparkactor.SystemId;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** URIs as ways to other systems, over a transport that knows none. */
class RemoteUriTest {

    private static final URI GOOD = URI.create("ws://localhost:1/path?query");
    private static final SystemId PEER = SystemId.ofName("uri-peer");

    private final Syndicate syndicate = Syndicate.open("uris", c -> c.remote(new FakeNetwork()));

    @AfterEach
    void close() {
        syndicate.close();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:1, ws://",
        "localhost:1, ws://",
        "ws:localhost, a host",
        "ws:///path, a host",
        "ws://my_host:1, a host",
        "ws://localhost:0, a port",
        "ws://localhost:65536, a port",
        "ws://localhost:1/#part, fragment",
        "ws://me:hidden@localhost:1, no password",
        "ws://me:hidden@my_host:1, no password",
    })
    void aUriThatLeadsNowhereIsRefusedWithWhatToDo(URI bad, String hint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> syndicate.connectUri(PEER, bad))
                .withMessageStartingWith("uri must be a URI that")
                .withMessageContaining(hint)
                .withMessageNotContaining("hidden");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> syndicate.connectUri(bad))
                .withMessageContaining(hint);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> syndicate.connectRelay(bad, "shared"))
                .withMessageStartingWith("relay must be a URI that")
                .withMessageContaining(hint);
    }

    @Test
    void aTransportThatKnowsNoWebSocketSaysWhichOneDoes() {
        assertThat(syndicate.remoteUri()).isEmpty();
        assertThatThrownBy(() -> syndicate.connectUri(PEER, GOOD))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("Remote.webSocket()");
        assertThatThrownBy(() -> syndicate.connectUri(GOOD)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> syndicate.connectRelay(GOOD, "shared"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("relays");
        assertThatThrownBy(() -> syndicate.connectRelay(GOOD)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anEmptySecretIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> syndicate.connectRelay(GOOD, ""))
                .withMessageContaining("connectRelay(uri)");
    }

    @Test
    void aSystemDoesNotConnectToItself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> syndicate.connectUri(syndicate.systemId(), GOOD))
                .withMessageContaining("not to itself");
    }

    @Test
    void aSyndicateThatIsClosedOrTalksToNobodyRefuses() {
        syndicate.close();
        assertThatThrownBy(() -> syndicate.connectUri(PEER, GOOD)).isInstanceOf(SyndicateClosedException.class);
        assertThatThrownBy(() -> syndicate.connectRelay(GOOD)).isInstanceOf(SyndicateClosedException.class);
        try (var alone = Syndicate.open("uris-alone")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> alone.connectUri(GOOD))
                    .withMessageContaining("spark-actor-remote");
            assertThatIllegalStateException().isThrownBy(() -> alone.connectRelay(GOOD));
            assertThatIllegalStateException().isThrownBy(alone::remoteUri);
        }
    }
}
