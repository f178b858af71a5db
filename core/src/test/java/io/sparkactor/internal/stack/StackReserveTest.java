package io.sparkactor.internal.stack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import org.junit.jupiter.api.Test;

/** The reserve is made of variables that nobody uses: they must be in the class file all the same. */
class StackReserveTest {

    private static final int PAGE = 4096;

    @Test
    void oneFrameHasMoreThanAPageOfLocalVariables() throws IOException {
        int mostSlots = 0;
        try (var file = StackReserve.class.getResourceAsStream("StackReserve.class")) {
            for (MethodModel method : ClassFile.of().parse(file.readAllBytes()).methods()) {
                mostSlots = Math.max(
                        mostSlots,
                        method.findAttribute(Attributes.code()).orElseThrow().maxLocals());
            }
        }
        assertTrue(mostSlots * Long.BYTES > PAGE, mostSlots + " slots");
    }
}
