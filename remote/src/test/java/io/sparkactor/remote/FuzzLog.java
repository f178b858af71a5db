package io.sparkactor.remote;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets what libFuzzer says go to the file {@code fuzz.log} in the working directory: by itself it writes hundreds of lines of a dictionary to the
 * standard error of the process, whatever its options are, and nobody finds the result of the tests among them. What it has found, a test fails
 * with all the same. On Windows, which has other names for these calls, all stays as it is.
 *
 * <p>Found by JUnit where {@code junit.jupiter.extensions.autodetection.enabled} is set, which is for the fuzz tests alone.
 */
public final class FuzzLog implements BeforeAllCallback {

    private static final int STANDARD_ERROR = 2;
    private static final int READ_AND_WRITE_FOR_THE_OWNER = 0600;

    private static boolean done;

    @Override
    public void beforeAll(ExtensionContext context) {
        redirect(Path.of("fuzz.log"));
    }

    private static synchronized void redirect(Path log) {
        var linker = Linker.nativeLinker();
        var creat = linker.defaultLookup().find("creat");
        var dup2 = linker.defaultLookup().find("dup2");
        if (done || creat.isEmpty() || dup2.isEmpty()) {
            return;
        }
        done = true;
        try (var arena = Arena.ofConfined()) {
            int file = (int) linker.downcallHandle(
                            creat.get(),
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT))
                    .invokeExact(arena.allocateFrom(log.toString()), READ_AND_WRITE_FOR_THE_OWNER);
            MethodHandle replace = linker.downcallHandle(
                    dup2.get(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            if (file < 0 || (int) replace.invokeExact(file, STANDARD_ERROR) < 0) {
                throw new IllegalStateException("cannot write " + log.toAbsolutePath());
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("cannot send the standard error to " + log.toAbsolutePath(), e);
        }
    }
}
