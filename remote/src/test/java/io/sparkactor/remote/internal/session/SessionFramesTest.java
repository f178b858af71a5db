package io.sparkactor.remote.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.sparkactor.ActorId;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.fixture.TestFrames;
import io.sparkactor.remote.internal.session.SessionFrame.Acknowledge;
import io.sparkactor.remote.internal.session.SessionFrame.AskFailure;
import io.sparkactor.remote.internal.session.SessionFrame.Bye;
import io.sparkactor.remote.internal.session.SessionFrame.Heartbeat;
import io.sparkactor.remote.internal.session.SessionFrame.Message;
import io.sparkactor.remote.internal.session.SessionFrame.Refusal;
import io.sparkactor.remote.internal.session.SessionFrame.Sender;
import io.sparkactor.remote.internal.session.SessionFrame.Unknown;
import io.sparkactor.spi.StreamPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bytes of frames: what is written today is read by every later version. */
class SessionFramesTest {

    private static final String TARGET = "11111111-1111-4111-8111-111111111111";
    private static final String SENDER = "22222222-2222-4222-8222-222222222222";

    private static String bytes(SessionFrame frame) {
        ByteBuf buffer = Unpooled.buffer();
        SessionFrames.encode(frame, buffer);
        return ByteBufUtil.hexDump(buffer);
    }

    private static SessionFrame decode(String hex) throws SessionException {
        return SessionFrames.decode(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)));
    }

    private static Message message(Map<String, String> headers) {
        return TestFrames.message(1, TARGET, null, false, SessionFrame.FOREVER, headers, null, new byte[0]);
    }

    private static Map<String, String> manyHeaders(int count) {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < count; i++) {
            headers.put("k" + i, "");
        }
        return headers;
    }

    @Test
    void aPlainMessageTakesTwentyBytesBesideItsPayload() throws SessionException {
        Message message =
                TestFrames.message(5, TARGET, null, false, SessionFrame.FOREVER, Map.of(), null, new byte[] {7, 8});
        String hex = "01" + "00" + "05" + "00" + "11111111111141118111111111111111" + "0708";
        assertThat(bytes(message)).isEqualTo(hex);
        assertThat(decode(hex)).usingRecursiveComparison().isEqualTo(message);
    }

    @Test
    void aMessageCarriesAllOfItsParts() throws SessionException {
        Message message = TestFrames.message(
                300,
                "worker-1",
                new Sender(new SystemId("python"), SENDER),
                true,
                1_000,
                Map.of("k", "é"),
                "m-1",
                new byte[] {9});
        String hex = "01" + "3f" + "ac02" + "08776f726b65722d31" + "0022222222222242228222222222222222"
                + "06707974686f6e" + "e807" + "01016b02c3a9" + "036d2d31" + "09";
        assertThat(bytes(message)).isEqualTo(hex);
        assertThat(decode(hex)).usingRecursiveComparison().isEqualTo(message);
    }

    @Test
    void theOtherFramesHaveTheseBytes() throws SessionException {
        sameBytes("020303616263" + "01", new AskFailure(3, "abc", new FailureCause.Stopped()));
        sameBytes(
                "020303616263" + "020e", new AskFailure(3, "abc", new FailureCause.Refused(DeadLetterReason.NO_ACTOR)));
        sameBytes(
                "020303616263" + "00" + "0143" + "016d" + "00",
                new AskFailure(3, "abc", new FailureCause.Threw("C", "m", "")));
        sameBytes(
                "03" + "0a" + "08" + "9003" + "02" + "0305" + "0201",
                new Acknowledge(
                        10,
                        List.of(
                                new Refusal(3, DeadLetterReason.OVERFLOW),
                                new Refusal(5, DeadLetterReason.ACTOR_STOPPED)),
                        18,
                        400));
        sameBytes("04", new Heartbeat());
        sameBytes("050001" + "78", new Bye(Bye.Why.CLOSED, "x"));
        sameBytes("050100", new Bye(Bye.Why.VIOLATED, ""));
    }

    @Test
    void partsOfStreamsHaveTheseBytes() throws SessionException {
        byte[] payload = {9};
        var request = new Message(
                1,
                "a",
                new Sender(null, "b"),
                true,
                SessionFrame.FOREVER,
                Map.of(),
                null,
                payload,
                new StreamPart.Request(256));
        assertThat(bytes(request)).isEqualTo("01" + "43" + "01" + "0161" + "0162" + "8002" + "09");
        assertThat(decode(bytes(request))).usingRecursiveComparison().isEqualTo(request);
        for (StreamPart part : List.of(new StreamPart.Chunk(300), new StreamPart.Result(300))) {
            var piece = new Message(2, "b", null, false, SessionFrame.FOREVER, Map.of(), null, payload, part);
            String flags = part instanceof StreamPart.Result ? "c0" : "40";
            assertThat(bytes(piece)).isEqualTo("01" + flags + "02" + "0162" + "ac02" + "09");
            assertThat(decode(bytes(piece))).usingRecursiveComparison().isEqualTo(piece);
        }
    }

    @Test
    void aStreamIsAskedForByAnAskAlone() {
        for (StreamPart part : List.of(new StreamPart.Chunk(1), new StreamPart.Result(1), new StreamPart.Request(1))) {
            boolean ask = !(part instanceof StreamPart.Request);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Message(
                            1,
                            "a",
                            new Sender(null, "b"),
                            ask,
                            SessionFrame.FOREVER,
                            Map.of(),
                            null,
                            new byte[0],
                            part));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Message(
                        1,
                        "a",
                        null,
                        true,
                        SessionFrame.FOREVER,
                        Map.of(),
                        null,
                        new byte[0],
                        new StreamPart.Request(1)));
    }

    private static void sameBytes(String hex, SessionFrame frame) throws SessionException {
        assertThat(bytes(frame)).isEqualTo(hex);
        assertThat(decode(hex)).isEqualTo(frame);
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonComesBack(DeadLetterReason reason) throws SessionException {
        AskFailure frame = new AskFailure(1, "a", new FailureCause.Refused(reason));
        assertThat(decode(bytes(frame))).isEqualTo(frame);
    }

    @Test
    void aUuidThatWouldNotComeBackAsItWasTravelsAsText() throws SessionException {
        for (String id : List.of(
                SENDER.replace('2', 'A'), "1-1-1-1-1", SENDER.replace("-", "--").substring(0, 36))) {
            AskFailure frame = new AskFailure(1, id, new FailureCause.Stopped());
            assertThat(decode(bytes(frame))).isEqualTo(frame);
        }
    }

    @Test
    void aSenderIsOfTheSystemThatSendsTheFrameUnlessItSaysAnother() {
        SystemId peer = SystemId.ofName("left");
        SystemId third = SystemId.ofName("right");
        assertThat(new Sender(null, SENDER).seenFrom(peer)).isEqualTo(new ActorId(peer, SENDER));
        assertThat(Sender.of(new ActorId(peer, SENDER), peer)).isEqualTo(new Sender(null, SENDER));
        assertThat(Sender.of(new ActorId(third, SENDER), peer)).isEqualTo(new Sender(third, SENDER));
        assertThat(new Sender(third, SENDER).seenFrom(peer)).isEqualTo(new ActorId(third, SENDER));
    }

    @Test
    void framesOfLaterVersionsThatMayBeIgnoredAreUnknown() throws SessionException {
        assertThat(decode("80010203")).isEqualTo(new Unknown(128));
        assertThat(decode("ff")).isEqualTo(new Unknown(255));
    }

    @Test
    void moreHeadersThanAreReadAreNotWritten() throws SessionException {
        Map<String, String> headers = manyHeaders(SessionFrame.MOST_HEADERS);
        assertThat(((Message) decode(bytes(message(headers)))).headers()).isEqualTo(headers);
        headers.put("one more", "");
        assertThatIllegalArgumentException().isThrownBy(() -> bytes(message(headers)));
    }

    @Test
    void whatDoesNotTravelIsKnownBefore() throws SessionException {
        String longest = "€".repeat(SessionFrame.LONGEST_ID);
        Sender sender = new Sender(new SystemId(longest), longest);
        Message message = TestFrames.message(
                Long.MAX_VALUE - 1,
                longest,
                sender,
                true,
                1,
                Map.of("€", "€"),
                longest,
                new byte[SessionFrames.LEAST_LIMIT]);
        assertThat(bytes(message).length() / 2).isLessThan(SessionFrames.LEAST_LIMIT + 13_000);
        assertThat(((Message) decode(bytes(message))).sender()).isEqualTo(sender);
        assertThat(SessionFrames.carries(message, SessionFrames.LEAST_LIMIT + 13_000))
                .isTrue();
        assertThat(SessionFrames.carries(message, SessionFrames.LEAST_LIMIT + 12_000))
                .isFalse();

        String tooLong = longest + "€";
        var failure = new AskFailure(1, tooLong, new FailureCause.Stopped());
        assertThatIllegalArgumentException().isThrownBy(() -> bytes(failure));
        for (Message bad : List.of(
                TestFrames.message(1, tooLong, null, false, 1, Map.of(), null, new byte[0]),
                TestFrames.message(1, TARGET, new Sender(null, tooLong), false, 1, Map.of(), null, new byte[0]),
                TestFrames.message(1, TARGET, null, false, 1, Map.of(), tooLong, new byte[0]),
                message(manyHeaders(SessionFrame.MOST_HEADERS + 1)))) {
            assertThat(SessionFrames.carries(bad, Integer.MAX_VALUE)).isFalse();
        }
    }

    @Test
    void framesThatAreNoMessagesKeepTheLeastLimit() {
        String text = "€".repeat(100_000);
        var refused = new ArrayList<Refusal>();
        for (long seq = Long.MAX_VALUE - SessionLimits.WIDEST_WINDOW; seq < Long.MAX_VALUE; seq++) {
            refused.add(new Refusal(seq, DeadLetterReason.OVERFLOW));
        }
        for (SessionFrame frame : List.of(
                new AskFailure(1, "a", new FailureCause.Threw(text, text, text)),
                new Acknowledge(Long.MAX_VALUE, refused, Long.MAX_VALUE, Long.MAX_VALUE),
                new Bye(Bye.Why.VIOLATED, text))) {
            assertThat(bytes(frame).length() / 2).isLessThan(SessionFrames.LEAST_LIMIT);
        }
    }

    @Test
    void theWeightIsTheSameForBothSides() throws SessionException {
        Message sent = TestFrames.message(1, TARGET, null, false, 5_000, Map.of("k", "é€"), null, new byte[100]);
        Message again = TestFrames.message(1, TARGET, null, false, 3, Map.of("k", "é€"), null, new byte[100]);
        assertThat(((Message) decode(bytes(again))).weight())
                .isEqualTo(sent.weight())
                .isEqualTo(64 + 3 + 100);
    }

    @Test
    void aThrowableIsCutOffWhereItIsLong() throws SessionException {
        var thrown = FailureCause.Threw.of(new IllegalStateException("€".repeat(100_000)));
        assertThat(thrown.className()).isEqualTo("java.lang.IllegalStateException");
        assertThat(thrown.message()).hasSize(FailureCause.Threw.LONGEST).endsWith("€…");
        AskFailure frame = new AskFailure(1, "a", thrown);
        assertThat(decode(bytes(frame))).isEqualTo(frame);
    }

    @Test
    void aThrowableThatCannotBePrintedIsTold() {
        class Unprintable extends RuntimeException {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalStateException("no");
            }
        }
        assertThat(FailureCause.Threw.of(new Unprintable()).message()).isEqualTo("(which cannot be printed)");
    }
}
