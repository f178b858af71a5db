package io.sparkactor.internal.jfr;

/** Whether this JVM has the flight recorder for us. Immutable. */
final class FlightModule {

    /** False where {@code jdk.jfr} is not in the run-time image, or was not resolved for a modular program. */
    static final boolean IS_PRESENT = ModuleLayer.boot()
            .findModule("jdk.jfr")
            .filter(FlightModule.class.getModule()::canRead)
            .isPresent();

    private FlightModule() {}
}
