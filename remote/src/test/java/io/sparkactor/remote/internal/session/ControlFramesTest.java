package io.sparkactor.remote.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.sparkactor.RestartLimit;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.session.FailureCause.Threw;
import io.sparkactor.remote.internal.session.SessionFrame.Control;
import io.sparkactor.remote.internal.session.SessionFrame.Sender;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bytes of controls: what is written today is read by every later version. */
class ControlFramesTest {

    private static final String ACTOR = "11111111-1111-4111-8111-111111111111";
    private static final String ACTOR_BYTES = "0011111111111141118111111111111111";
    private static final Threw THREW = new Threw("C", "é", "s");
    private static final String THREW_BYTES = "0143" + "02c3a9" + "0173";

    private static String bytes(SessionFrame frame) {
        ByteBuf buffer = Unpooled.buffer();
        SessionFrames.encode(frame, buffer);
        return ByteBufUtil.hexDump(buffer);
    }

    private static void sameBytes(String hex, SessionFrame frame) throws SessionException {
        assertThat(bytes(frame)).isEqualTo(hex);
        assertThat(SessionFrames.decode(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex))))
                .isEqualTo(frame);
    }

    private static Control exited(ExitData exit) {
        return new Control(1, ControlVerb.EXITED, "b", "a", exit);
    }

    @Test
    void controlsHaveTheseBytes() throws SessionException {
        sameBytes("06" + "00" + "ac02" + ACTOR_BYTES, new Control(300, ControlVerb.STOP, null, ACTOR, null));
        sameBytes("06" + "01" + "01" + "0161", new Control(1, ControlVerb.STOP_AFTER_QUEUE, null, "a", null));
        sameBytes("06" + "02" + "01" + "0161" + "0162", new Control(1, ControlVerb.MONITOR, "b", "a", null));
        sameBytes("06" + "03" + "01" + "0161" + "0162", new Control(1, ControlVerb.UNMONITOR, "b", "a", null));
        sameBytes("06" + "05" + "01" + "0161" + "0162", new Control(1, ControlVerb.LINK, "b", "a", null));
        sameBytes("06" + "06" + "01" + "0161" + "0162", new Control(1, ControlVerb.UNLINK, "b", "a", null));
        sameBytes("06" + "07" + "01" + "0161" + "0162", new Control(1, ControlVerb.UNLINKED, "b", "a", null));
        sameBytes(
                "06" + "08" + "01" + "0161" + "0162" + "00",
                new Control(1, ControlVerb.LINK_EXITED, "b", "a", ExitData.Plain.NORMAL));
        sameBytes("06" + "09" + "01" + "0161" + "ac02", new Control(1, ControlVerb.STREAM_READ, null, "a", null, 300));
        sameBytes("06" + "0a" + "01" + "0161", new Control(1, ControlVerb.STREAM_CANCELLED, null, "a", null));
    }

    @Test
    void exitsHaveTheseBytes() throws SessionException {
        String front = "06" + "04" + "01" + "0161" + "0162";
        sameBytes(front + "00", exited(ExitData.Plain.NORMAL));
        sameBytes(front + "01", exited(ExitData.Plain.PARENT_STOPPED));
        sameBytes(front + "02", exited(ExitData.Plain.SYNDICATE_CLOSED));
        sameBytes(front + "03", exited(ExitData.Plain.NO_ACTOR));
        sameBytes(front + "04" + "0177", exited(new ExitData.Unreachable("w")));
        sameBytes(front + "05" + THREW_BYTES, exited(new ExitData.Failed(false, THREW)));
        sameBytes(front + "06" + THREW_BYTES, exited(new ExitData.Failed(true, THREW)));
        sameBytes(
                front + "07" + "03" + "3c" + "05" + THREW_BYTES,
                exited(new ExitData.RestartedTooOften(new RestartLimit(3, Duration.ofSeconds(60, 5)), THREW)));
        sameBytes(
                front + "08" + "016f" + "02",
                exited(new ExitData.Linked(new Sender(null, "o"), ExitData.Plain.SYNDICATE_CLOSED)));
        sameBytes(
                front + "09" + "0173" + "016f" + "05" + THREW_BYTES,
                exited(new ExitData.Linked(new Sender(new SystemId("s"), "o"), new ExitData.Failed(false, THREW))));
    }

    @ParameterizedTest
    @EnumSource
    void aControlHasThePartsOfItsVerbAndNoOthers(ControlVerb verb) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Control(
                        1, verb, verb.hasTeller() ? null : "b", "a", verb.hasExit() ? ExitData.Plain.NORMAL : null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Control(
                        1, verb, verb.hasTeller() ? "b" : null, "a", verb.hasExit() ? null : ExitData.Plain.NORMAL));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Control(
                        1,
                        verb,
                        verb.hasTeller() ? "b" : null,
                        "a",
                        verb.hasExit() ? ExitData.Plain.NORMAL : null,
                        verb.hasCount() ? -1 : 1));
    }

    @Test
    void theLongestKeepsTheLeastLimit() throws SessionException {
        String text = "€".repeat(100_000);
        String id = "€".repeat(SessionFrame.LONGEST_ID);
        Control control = exited(new ExitData.Linked(
                new Sender(new SystemId(id), id),
                new ExitData.RestartedTooOften(
                        new RestartLimit(Integer.MAX_VALUE, Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)),
                        new Threw(text, text, text))));
        assertThat(bytes(control).length() / 2).isLessThan(SessionFrames.LEAST_LIMIT);
        sameBytes(bytes(control), control);
    }

    @Test
    void theWeightIsTheSameForBothSidesAndUnderEachNumber() throws SessionException {
        Control control = exited(
                new ExitData.Linked(new Sender(new SystemId("système"), "o"), new ExitData.Failed(false, THREW)));
        var again = (Control) SessionFrames.decode(
                Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(bytes(control.withSeq(1_000_000)))));
        assertThat(again.seq()).isEqualTo(1_000_000);
        assertThat(again.weight()).isEqualTo(control.weight()).isEqualTo(64 + 7 + 1 + 3);
    }

    @Test
    void whyIsCutOffWhereItIsLong() throws SessionException {
        var lost = new ExitData.Unreachable("€".repeat(100_000));
        assertThat(lost.why()).hasSize(Threw.LONGEST).endsWith("€…");
        sameBytes(bytes(exited(lost)), exited(lost));
    }

    @Test
    void nobodyIsFirstByALink() {
        ExitData.Linked linked = new ExitData.Linked(new Sender(null, "o"), ExitData.Plain.SYNDICATE_CLOSED);
        assertThatIllegalArgumentException().isThrownBy(() -> new ExitData.Linked(new Sender(null, "p"), linked));
    }
}
