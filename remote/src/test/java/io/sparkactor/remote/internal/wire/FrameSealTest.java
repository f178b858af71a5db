package io.sparkactor.remote.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sealed frame is opened if it is the next one and was not changed, and not otherwise. */
class FrameSealTest {

    private static final byte[] BODY = {7, 8, 9};

    private final FrameSeal seal = new FrameSeal(Golden.SHARED);
    private final FrameOpener opener = new FrameOpener(Golden.SHARED);

    @Test
    void whatWasSealedIsOpenedInItsOrder() throws FrameException {
        for (int i = 1; i <= 300; i++) {
            byte[] frame = seal.sealed(BODY);
            assertThat(frame).hasSize(43).endsWith(BODY);
            assertThat(opener.open(frame, 0, frame.length)).isEqualTo(40);
        }
    }

    @Test
    void aSealIsTheFirstPartOfASealedFrame() {
        byte[] frame = new FrameSeal(Golden.SHARED).sealed(BODY);
        assertThat(seal.seal(new byte[] {6, 7, 8, 9, 10}, 1, 3)).isEqualTo(Arrays.copyOf(frame, 40));
    }

    @Test
    void aFrameMayStandInTheMiddleOfAnArrayAndBeEmpty() throws FrameException {
        byte[] array = new byte[60];
        System.arraycopy(seal.sealed(new byte[0]), 0, array, 5, 40);
        byte[] before = array.clone();
        assertThat(opener.open(array, 5, 40)).isEqualTo(45);
        assertThat(array).isEqualTo(before);
    }

    @Test
    void everyBitThatWasChangedIsFound() {
        byte[] frame = seal.sealed(BODY);
        for (int bit = 0; bit < frame.length * 8; bit++) {
            byte[] changed = frame.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            refused(new FrameOpener(Golden.SHARED), changed, "the seal of frame 1 is wrong");
        }
        refused(opener, Arrays.copyOf(frame, 42), "the seal of frame 1 is wrong");
        refused(new FrameOpener(Golden.SHARED), Arrays.copyOf(frame, 44), "the seal of frame 1 is wrong");
    }

    @Test
    void anotherKeyIsFound() {
        refused(new FrameOpener(Secret.of("other")), seal.sealed(BODY), "sealed with another secret");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 39})
    void aFrameThatIsShorterThanASealIsRefused(int length) {
        refused(opener, Arrays.copyOf(seal.sealed(BODY), length), "a sealed frame of " + length + " bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "1 3, frame 2 was expected but 3 came",
        "2, frame 1 was expected but 2 came",
        "1 2 2, frame 3 was expected but 2 came",
        "1 2 1, frame 3 was expected but 1 came"
    })
    void aFrameThatIsNotTheNextIsRefused(String order, String text) throws FrameException {
        byte[][] frames = {seal.sealed(BODY), seal.sealed(BODY), seal.sealed(BODY)};
        int[] numbers =
                Arrays.stream(order.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
        for (int i = 0; i < numbers.length - 1; i++) {
            opener.open(frames[numbers[i] - 1], 0, 43);
        }
        refused(opener, frames[numbers[numbers.length - 1] - 1], text.replace(" but", ", but"));
    }

    @Test
    void nothingIsOpenedBehindAFrameThatWasRefused() {
        byte[] frame = seal.sealed(BODY);
        refused(opener, new byte[43], "is wrong");
        refused(opener, frame, "a frame before this one was refused");
    }

    @Test
    void aRangeOutsideOfTheArrayIsTheCallersFault() {
        assertThatThrownBy(() -> opener.open(new byte[50], 20, 40)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> seal.seal(BODY, 1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static void refused(FrameOpener opener, byte[] frame, String text) {
        assertThatThrownBy(() -> opener.open(frame, 0, frame.length))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining(text);
    }
}
