package io.sparkactor.persistence.internal.log;

/**
 * How large a log may be. Immutable.
 *
 * @param longest so many bytes may a file have, as it is read into one array
 * @param small a file of up to so many is never written anew
 * @param slack so many times as large as what it amounts to may a file be, beyond that
 */
public record LogSizes(int longest, long small, long slack) {

    /** Two GiB, 64 KiB and four. */
    public static final LogSizes DEFAULT = new LogSizes(Integer.MAX_VALUE - 8, 64 * 1024, 4);
}
