package shop.seen;

import io.sparkactor.codec.cbor.CborCodec;
import java.lang.invoke.MethodHandles;
import shop.closed.Closed;
import shop.open.Open;

/** What a module of a user does with the codec. */
public class Program {

    public record Seen(int n) {}

    public static Object exported() {
        return sendAndReceive(CborCodec.builder().allow(Seen.class).build(), new Seen(1));
    }

    public static Object opened() {
        return sendAndReceive(CborCodec.builder().allow(Open.order().getClass()).build(), Open.order());
    }

    public static Object closed() {
        return CborCodec.builder().allow(Closed.order().getClass()).build();
    }

    public static Object withLookup() {
        CborCodec codec = CborCodec.builder()
                .lookup(MethodHandles.lookup())
                .allow(Closed.order().getClass())
                .build();
        return sendAndReceive(codec, Closed.order());
    }

    private static Object sendAndReceive(CborCodec codec, Object value) {
        return codec.decode(codec.encode(value));
    }
}
