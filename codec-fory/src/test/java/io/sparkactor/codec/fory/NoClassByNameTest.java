package io.sparkactor.codec.fory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.spi.CodecException;
import java.io.Serializable;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.fory.Fory;
import org.apache.fory.config.ForyBuilder;
import org.apache.fory.exception.ForyException;
import org.junit.jupiter.api.Test;

/** Bytes of a Fory that is less strict name classes, and carry lambdas and classes: nothing is looked for, nothing runs. */
class NoClassByNameTest {

    private static final String ABSENT = "io.sparkactor.codec.fory.Absent";

    private final ForyCodec codec =
            ForyCodec.builder().allow(Shop.Command.class).build();

    private interface Task extends Supplier<String>, Serializable {}

    /** Knows one class that nobody else does. */
    private static final class Island extends ClassLoader {
        Class<?> absent() {
            byte[] bytes = ClassFile.of()
                    .build(
                            ClassDesc.of(ABSENT),
                            type -> type.withFlags(ClassFile.ACC_PUBLIC)
                                    .withMethodBody(
                                            ConstantDescs.INIT_NAME,
                                            ConstantDescs.MTD_void,
                                            ClassFile.ACC_PUBLIC,
                                            code -> code.aload(0)
                                                    .invokespecial(
                                                            ConstantDescs.CD_Object,
                                                            ConstantDescs.INIT_NAME,
                                                            ConstantDescs.MTD_void)
                                                    .return_()));
            return defineClass(ABSENT, bytes, 0, bytes.length);
        }
    }

    /** Writes down what it is asked for. */
    private static final class Asked extends ClassLoader {
        private final List<String> names = new ArrayList<>();

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            names.add(name);
            throw new ClassNotFoundException(name);
        }
    }

    private static ForyBuilder careless(ClassLoader loader) {
        return Fory.builder()
                .withXlang(false)
                .withCompatible(false)
                .withRefTracking(false)
                .suppressClassRegistrationWarnings(true)
                .withClassLoader(loader);
    }

    private static void whileAsked(Asked asked, Runnable what) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(asked);
        try {
            what.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void aClassThatBytesNameIsNotLookedFor() throws ReflectiveOperationException {
        var island = new Island();
        Object absent = island.absent().getConstructor().newInstance();
        byte[] bytes = careless(island).requireClassRegistration(false).build().serialize(absent);
        ClassLoader ours = NoClassByNameTest.class.getClassLoader();
        Fory control = careless(ours).requireClassRegistration(false).build();
        var asked = new Asked();

        whileAsked(
                asked,
                () -> assertThatThrownBy(() -> control.deserialize(bytes)).isInstanceOf(ForyException.class));
        assertThat(asked.names).contains(ABSENT);
        asked.names.clear();
        whileAsked(
                asked,
                () -> assertThatThrownBy(() -> codec.decode(bytes))
                        .isInstanceOfSatisfying(
                                CodecException.class,
                                e -> assertThat(e.kind()).isEqualTo(CodecException.Kind.NOT_ALLOWED))
                        .hasMessageContaining("Absent"));
        assertThat(asked.names).isEmpty();
    }

    @Test
    void lambdasClassesAndNamedInterfacesAreRefused() {
        String text = "captured";
        Task lambda = () -> text;
        Fory registered = careless(NoClassByNameTest.class.getClassLoader())
                .requireClassRegistration(true)
                .build();
        registered.register(NoClassByNameTest.class, 100);
        for (Object value : List.of(lambda, Function.class, String.class, new IllegalStateException("x"))) {
            byte[] bytes = registered.serialize(value);
            assertThatThrownBy(() -> codec.decode(bytes)).isInstanceOf(CodecException.class);
        }
    }
}
