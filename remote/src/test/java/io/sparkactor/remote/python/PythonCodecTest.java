package io.sparkactor.remote.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorId;
import io.sparkactor.Syndicate;
import io.sparkactor.SystemId;
import io.sparkactor.codec.cbor.CborLimits;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.internal.wire.EnvelopeCodec;
import io.sparkactor.remote.internal.wire.WireEnvelope;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our envelopes are those of the original, byte for byte, whatever is in them; and its are ours. */
@NeedsPython
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PythonCodecTest {

    private static final HexFormat HEX = HexFormat.of();

    private static Syndicate syndicate;
    private static EnvelopeCodec codec;
    private static PythonPeer peer;

    @BeforeAll
    static void open() {
        peer = PythonPeer.start(PeerOptions.named("codec"));
        syndicate = Syndicate.open("codec-test", c -> c.remote(Remote.tcp()));
        codec = new EnvelopeCodec(id -> syndicate.ref(id, Object.class), CborLimits.DEFAULT);
    }

    @AfterAll
    static void close() {
        peer.close();
        syndicate.close();
    }

    @Test
    void itReadsWhatWeWriteAndWritesTheSameBytes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> ours = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            ours.add(HEX.formatHex(codec.encode(envelope(random))));
        }
        String theirs = peer.eval("' '.join(codec.encode(codec.decode(bytes.fromhex(h))).hex() for h in '"
                + String.join(" ", ours) + "'.split())");
        assertThat(theirs.substring(1, theirs.length() - 1).split(" ", -1))
                .as("seed " + seed)
                .isEqualTo(ours.toArray());
    }

    private static WireEnvelope envelope(Random random) {
        PlainValues values = new PlainValues(random);
        return new WireEnvelope(
                new ActorId(SystemId.ofName("a"), "actor"),
                random.nextBoolean() ? null : new ActorId(SystemId.ofName("b"), "é"),
                values.payload(),
                random.nextBoolean() ? null : random.nextInt(100_000),
                "id",
                values.map(0),
                random.nextBoolean()
                        ? null
                        : Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000)),
                random.nextBoolean() ? null : "correlation",
                random.nextBoolean() ? null : "trace");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "None",
                "True",
                "0",
                "-1",
                "2 ** 64 - 1",
                "-2 ** 64",
                "2 ** 64",
                "-2 ** 64 - 1",
                "2 ** 8000",
                "0.1",
                "-0.0",
                "nan",
                "inf",
                "-inf",
                "5e-324",
                "''",
                "'\\x00 é 日本語 🎭'",
                "b''",
                "bytes(range(256))",
                "[]",
                "[None, [], {}, [[[1]]]]",
                "{}",
                "{'': {'k' * 100: None}}",
                "address('OUR-SYSTEM', 'b')",
                "ActorId(SyndicateId('a'), 'b')",
                "[SyndicateId('anything')]",
                "list(range(1000))",
            })
    void weReadWhatItWritesAndWriteTheSameBytes(String payload) {
        String value = payload.replace("OUR-SYSTEM", syndicate.systemId().uuid());
        String theirs = encoded("payload=" + value + ", headers={'h': [" + value + "]}");
        byte[] bytes = HEX.parseHex(theirs);
        assertThat(HEX.formatHex(codec.encode(codec.decode(bytes, 0, bytes.length))))
                .isEqualTo(theirs);
    }

    @Test
    void itsDeadlinesAreOurs() {
        for (String deadline :
                List.of("2026-05-09T12:30:45+00:00", "2026-05-09T12:30:45.000001-11:30", "0001-01-02T00:00:00+00:00")) {
            byte[] bytes = HEX.parseHex(encoded("payload=1, deadline=datetime.fromisoformat('" + deadline + "')"));
            assertThat(codec.decode(bytes, 0, bytes.length).deadline())
                    .isEqualTo(OffsetDateTime.parse(deadline).toInstant());
        }
    }

    @Test
    void itsTuplesAreLists() {
        byte[] bytes = HEX.parseHex(encoded("payload=(1, (), [('x',)])"));
        assertThat(codec.decode(bytes, 0, bytes.length).payload())
                .isEqualTo(List.of(1L, List.of(), List.of(List.of("x"))));
    }

    private static String encoded(String parts) {
        String hex = peer.eval("codec.encode(Envelope(target=ActorId(SyndicateId('t'), 'a'), " + parts + ")).hex()");
        return hex.substring(1, hex.length() - 1);
    }
}
