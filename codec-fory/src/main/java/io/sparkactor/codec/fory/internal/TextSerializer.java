package io.sparkactor.codec.fory.internal;

import io.sparkactor.spi.CodecException;
import io.sparkactor.spi.CodecException.Kind;
import java.util.Objects;
import java.util.function.Function;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.Serializer;

/**
 * Values of a type with many classes, as a text: refs, paths, zones. As thread-safe as its two functions.
 *
 * @param <T> the type
 */
final class TextSerializer<T> extends Serializer<T> {

    private final String what;
    private final Function<T, String> toText;
    private final Function<String, T> fromText;

    TextSerializer(TypeResolver resolver, Class<T> type, Function<T, String> toText, Function<String, T> fromText) {
        super(resolver.getConfig(), type);
        what = type.getName();
        this.toText = toText;
        this.fromText = fromText;
    }

    @Override
    public void write(WriteContext context, T value) {
        context.writeString(apply(toText, value));
    }

    @Override
    public T read(ReadContext context) {
        return apply(fromText, context.readString());
    }

    private <A, B> B apply(Function<A, B> function, A argument) {
        try {
            return Objects.requireNonNull(function.apply(argument), "nothing");
        } catch (CodecException e) {
            throw e;
        } catch (RuntimeException e) {
            String text = what + ": what makes texts of it and back threw " + Advice.printable(e.toString());
            throw new CodecException(Kind.REFUSED, text, e);
        }
    }
}
