package io.sparkactor.remote.internal.session;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes that are no frame are refused, and the text says why. */
class MalformedFramesTest {

    @ParameterizedTest
    @CsvSource({
        "'', a frame ends too early",
        "00, no frame of kind 0",
        "07, no frame of kind 7",
        "7f, no frame of kind 127",
        "0104, unknown flags 4",
        "0180, unknown flags 128",
        "0141, unknown flags 65",
        "01c3, unknown flags 195",
        "01400501610007, a part of a stream has the number 0",
        "01430501610162818004, a part of a stream has the number 65537",
        "01000500, a frame ends too early",
        "0100ffffffffffffffffff, more than 63 bits",
        "010005ffffffff7f61, a text of 34359738367 bytes",
        "0100050120, an id is blank",
        "01000502c080, not UTF-8",
        "0110050161ff7f, counts 16383",
        "01100501610201610001, a frame ends too early",
        "011005016102016100016100, a header twice",
        "020101610300, the unknown cause 3",
        "020101610200, no reason of code 0",
        "020101610213, no reason of code 19",
        "02010161010000, 2 bytes too many",
        "0300000001, a frame ends too early",
        "03020000010301, a refusal 3 behind 0",
        "030200000200010001, a refusal 0 behind 0",
        "0300ffffffffffffffff7f00, a frame ends too early",
        "0301ffffffffffffffff7f00, grants",
        "030000008180807f, counts",
        "0401, 1 bytes too many",
        "050200, unknown reason",
        "060b010161, no control of code 11",
        "0609010161, a frame ends too early",
        "060a01016100, 1 bytes too many",
        "06020101610120, an id is blank",
        "0602012561616161616161616161616161616161616161616161616161616161616161616161616161, 37 characters",
        "06040101610162, a frame ends too early",
        "060401016101620a, the unknown reason 10",
        "0604010161016208017808017800, the unknown reason 8",
        "06040101610162070001000000, a frame ends too early",
        "0604010161016207000000000000, in no time",
        "060401016101620780808080080000, counts 2147483648",
        "0600010161016200, 3 bytes too many",
    })
    void malformedFramesAreRefused(String hex, String why) {
        byte[] bytes = ByteBufUtil.decodeHexDump(hex);
        assertThatThrownBy(() -> SessionFrames.decode(Unpooled.wrappedBuffer(bytes)))
                .isInstanceOf(SessionException.class)
                .hasMessageContaining(why);
    }
}
