package io.sparkactor.benchmarks.remote;

import io.sparkactor.benchmarks.suite.Framework;
import java.io.IOException;

/** The JVM that receives. Confined to the main thread. */
public final class FarChild {

    private FarChild() {}

    /**
     * Prints how it is found, and ends with its input, thus also when the sending JVM is gone; the arguments are the contender, and the file
     * of the certificate or {@link Sides#PLAIN}.
     */
    public static void main(String[] args) throws IOException {
        try (FarSide far = Sides.far(Framework.valueOf(args[0]), Sides.certificate(args[1]))) {
            System.out.println(FarJvm.MARK + far.place());
            while (System.in.read() >= 0) {
                // nothing is said on it
            }
        }
    }
}
