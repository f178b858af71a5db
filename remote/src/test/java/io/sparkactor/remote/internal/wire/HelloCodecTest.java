package io.sparkactor.remote.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.fixture.TestFrames;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which JSON is a handshake. */
class HelloCodecTest {

    private static final String START = "{'auth':'none','codec':'cbor2','system_id':'s','version':1";

    @Test
    void keysComeInAnyOrderWithBlanksAndUnknownOnes() throws HandshakeException {
        Hello hello = decode("""
                {"version": 1, "priority": [1, {"a": 1.5e3}, 99999999999999999999], "system_id": "s\\u00e9", "nonce": null,
                 "codec": "other", "capabilities": {"frame_integrity": true, "more": {}}, "auth": "none", "signature": null}
                """);
        assertThat(hello).isEqualTo(new Hello(1, new SystemId("sé"), "other", false, "", true, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",'capabilities':1",
                ",'capabilities':null",
                ",'capabilities':[]",
                ",'capabilities':{'spark_java':null}"
            })
    void capabilitiesMayBeAnything(String capabilities) throws HandshakeException {
        Hello hello = decode(START + capabilities + "}");
        assertThat(hello).isEqualTo(new Hello(1, new SystemId("s"), "cbor2", false, "", false, null, null));
    }

    @Test
    void unknownPartsOfAnOfferMeanNothing() throws HandshakeException {
        String offer =
                ",'capabilities':{'spark_java':{'version':2,'new':[],'session':'b','instance':'a','received':0}}}";
        assertThat(decode(START + offer).session()).isEqualTo(TestFrames.offer(2, "a", "b", 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "'x'",
                "[]",
                "{}",
                "{'instance':'a','received':0,'session':'b'}",
                "{'instance':'a','received':0,'session':'b','version':0}",
                "{'instance':'a','received':0,'session':'b','version':1.0}",
                "{'instance':'a','received':0,'session':'b','version':4294967297}",
                "{'instance':'a','received':-1,'session':'b','version':1}",
                "{'instance':'a','received':9223372036854775808,'session':'b','version':1}",
                "{'instance':'a','received':true,'session':'b','version':1}",
                "{'instance':1,'received':0,'session':'b','version':1}",
                "{'instance':'a','received':0,'session':null,'version':1}"
            })
    void anOfferWithoutItsPartsIsRefused(String offer) {
        refused(START + ",'capabilities':{'spark_java':" + offer + "}}", "of the handshake");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "{'version':2} | speaks version 2 of the handshake",
                "{} | 'version' of the handshake is missing",
                "{'version':'1'} | 'version' of the handshake cannot be '1'",
                "{'version':true} | 'version' of the handshake cannot be true",
                "{'version':1.0} | 'version' of the handshake cannot be something else",
                "{'version':{}} | 'version' of the handshake cannot be an object",
                "{'version':1} | 'codec' of the handshake is missing",
                "{'version':1,'codec':1} | 'codec' of the handshake cannot be 1",
                "{'version':1,'codec':'cbor2'} | 'system_id' of the handshake is missing",
                "{'version':1,'codec':'cbor2','system_id':''} | 'system_id' of the handshake cannot be ''",
                "{'version':1,'codec':'cbor2','system_id':'s'} | 'auth' of the handshake is missing",
                "{'version':1,'codec':'cbor2','system_id':'s','auth':'basic'} | 'auth' of the handshake cannot be 'basic'",
                "{'version':1,'codec':'cbor2','system_id':'s','auth':'none','nonce':1} | 'nonce' of the handshake cannot be 1",
                "{'version':1,'codec':'cbor2','system_id':'s','auth':'none','signature':[]} | 'signature' of the handshake",
                "[] | not a JSON object",
                "1 | not a JSON object",
                "null | not a JSON object",
                "{'version':1 | not valid JSON",
                "{'version':01} | not valid JSON",
                "{'version':NaN} | not valid JSON",
                "{'version':1,'version':1} | not valid JSON",
                "{'a':{'b':1,'b':2}} | not valid JSON",
                "{}{} | something follows",
                "{} ] | not valid JSON",
                "x | not valid JSON"
            })
    void whatIsNoHandshakeIsRefused(String json, String text) {
        refused(json, text);
    }

    @Test
    void nothingIsNoHandshake() {
        refused("", "not a JSON object");
    }

    @Test
    void textsFromThePeerAreFitForALog() {
        refused("{'version':'1\\n\\u001b[31m" + "x".repeat(200) + "'}", "cannot be '1??[31m" + "x".repeat(93) + "…'");
    }

    @Test
    void onlyUtf8IsRead() {
        for (byte[] bytes : new byte[][] {"{\"é\":1}".getBytes(ISO_8859_1), START.getBytes(UTF_16BE)}) {
            assertThatThrownBy(() -> HelloCodec.decode(bytes, 0, bytes.length)).isInstanceOf(HandshakeException.class);
        }
    }

    @Test
    void sixteenKibibytesAreEnough() throws HandshakeException {
        String filled = START + " ".repeat(HelloCodec.LARGEST - START.length() - 1) + "}";
        assertThat(decode(filled).codec()).isEqualTo("cbor2");
        refused(filled + " ", "the handshake has 16385 bytes; at most 16384 are accepted");
        Hello hello = Hello.of(new SystemId("s".repeat(HelloCodec.LARGEST)), Golden.LEFT_NONCE, null, null);
        assertThatThrownBy(() -> HelloCodec.encode(hello)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void identifiersAreAsShortAsInEnvelopes() throws HandshakeException {
        String json = START.replace("'s'", "'" + "s".repeat(Ids.LONGEST) + "'");
        decode(json + "}");
        refused(json.replace("'ss", "'sss") + "}", "'system_id' of the handshake has 1025 characters");
    }

    @Test
    void deepNestingIsRefused() {
        refused("{'a':" + "[".repeat(10_000), "not valid JSON");
    }

    @Test
    void theWorstHandshakeTakesLittleMemory() {
        byte[] bytes = new byte[HelloCodec.LARGEST];
        Arrays.fill(bytes, (byte) '[');
        System.arraycopy("{\"a\":{\"b\":\"".getBytes(UTF_8), 0, bytes, 0, 11);
        long before = allocated();
        assertThatThrownBy(() -> HelloCodec.decode(bytes, 0, bytes.length)).isInstanceOf(HandshakeException.class);
        assertThat(allocated() - before).isLessThan(2_000_000);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static Hello decode(String json) throws HandshakeException {
        byte[] bytes = json.replace('\'', '"').getBytes(UTF_8);
        return HelloCodec.decode(bytes, 0, bytes.length);
    }

    private static void refused(String json, String text) {
        assertThatThrownBy(() -> decode(json))
                .isInstanceOf(HandshakeException.class)
                .hasMessageContaining(text);
    }
}
