package shop.closed;

import io.sparkactor.codec.fory.ForyCodec;
import java.util.List;

/** Sends what nobody outside of its module may see. */
public final class Program {

    private enum Size {
        LARGE
    }

    private record Hidden(int n, List<Size> sizes) {}

    private Program() {}

    public static void main(String[] args) {
        ForyCodec codec = ForyCodec.builder().allow(Hidden.class).build();
        Object back = codec.decode(codec.encode(new Hidden(5, List.of(Size.LARGE))));
        System.out.println(back + " of " + back.getClass().getModule());
    }
}
