package io.sparkactor.codec.fory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.spi.CodecException;
import io.sparkactor.spi.CodecException.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.fory.Fory;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A class is the component of a record, and one of those that may travel; nothing else is a class to the codec, and none is looked for. */
class BareClassTest {

    record Ordered(int n) {}

    record Named(Class<?> type) {}

    private static final ForyCodec WITHOUT =
            ForyCodec.builder().allow(Ordered.class).build();
    private static final ForyCodec WITH =
            ForyCodec.builder().allow(Ordered.class, Named.class).build();

    private final Recording recording = new Recording();

    /** Writes down what it is asked for. */
    private static final class Recording extends ClassLoader {
        private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

        Recording() {
            super(BareClassTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            return super.loadClass(name, resolve);
        }
    }

    /** Says a name of its own for whatever class. */
    @SuppressWarnings("rawtypes")
    private static final class Lying extends Serializer<Class> {
        private final String name;

        Lying(TypeResolver resolver, String name) {
            super(resolver.getConfig(), Class.class);
            this.name = name;
        }

        @Override
        public void write(WriteContext context, Class value) {
            context.writeString(name);
        }

        @Override
        public Class read(ReadContext context) {
            throw new UnsupportedOperationException();
        }
    }

    /** What an attacker sends: a bare class of this name, or one inside of something. */
    private static List<byte[]> bytesOf(String name) {
        Fory fory = Fory.builder()
                .withXlang(false)
                .withCompatible(false)
                .withRefTracking(false)
                .requireClassRegistration(true)
                .build();
        fory.registerSerializer(Class.class, new Lying(fory.getTypeResolver(), name));
        return List.of(
                fory.serialize(String.class),
                fory.serialize(new ArrayList<>(List.of(String.class))),
                fory.serialize(Map.of("type", String.class)));
    }

    private void refused(ForyCodec codec, byte[] bytes) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(recording);
        try {
            assertThatThrownBy(() -> codec.decode(bytes))
                    .isInstanceOfSatisfying(
                            CodecException.class, e -> assertThat(e.kind()).isIn(Kind.UNSUPPORTED, Kind.NOT_ALLOWED));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.commons.collections.functors.InvokerTransformer",
                "org.apache.commons.beanutils.BeanComparator",
                "org.springframework.context.support.ClassPathXmlApplicationContext",
                "com.zaxxer.hikari.HikariConfig",
                "com.sun.rowset.JdbcRowSetImpl",
                "com.sun.org.apache.xalan.internal.xsltc.trax.TemplatesImpl",
                "com.sun.jndi.rmi.registry.ReferenceWrapper",
                "javax.management.BadAttributeValueExpException",
                "javax.script.ScriptEngineManager",
                "java.lang.ProcessBuilder",
                "java.lang.Runtime",
                "java.net.URLClassLoader",
                "java.util.PriorityQueue",
                "sun.misc.Unsafe",
                "java.lang.String"
            })
    void theClassOfAGadgetIsRefusedAndNotLoaded(String name) {
        for (byte[] bytes : bytesOf(name)) {
            refused(WITHOUT, bytes);
            refused(WITH, bytes);
        }
        assertThat(recording.asked).doesNotContain(name);
    }

    @Test
    void aBareClassIsRefusedAlsoIfItMayTravelAsAComponent() {
        byte[] bare = bytesOf(Ordered.class.getName()).getFirst();

        refused(WITH, bare);
        for (ForyCodec codec : List.of(WITH, WITHOUT)) {
            RefusalTest.refused(Kind.UNSUPPORTED, "java.lang.Class does not travel", () -> codec.encode(Ordered.class));
        }
        assertThat(WITH.decode(WITH.encode(new Named(Ordered.class)))).isEqualTo(new Named(Ordered.class));
    }

    @Test
    void noClassIsReadAnywhereWhereNoComponentIsOne() {
        bytesOf(Ordered.class.getName()).forEach(bytes -> refused(WITHOUT, bytes));
        RefusalTest.refused(
                Kind.UNSUPPORTED, "java.lang.Class does not travel", () -> WITHOUT.encode(List.of(Ordered.class)));
    }
}
