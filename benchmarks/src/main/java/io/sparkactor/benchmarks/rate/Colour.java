package io.sparkactor.benchmarks.rate;

/** What a chameneo looks like. Immutable. */
public enum Colour {
    /** One of three. */
    BLUE,
    /** One of three. */
    RED,
    /** One of three. */
    YELLOW;

    private static final Colour[] ALL = values();

    /** The colour that the chameneo of this number begins with. */
    public static Colour of(int number) {
        return ALL[number % ALL.length];
    }

    /** What this one becomes when it meets another: the third colour, or the same if both are alike. */
    public Colour complement(Colour other) {
        return this == other ? this : ALL[ALL.length - ordinal() - other.ordinal()];
    }
}
