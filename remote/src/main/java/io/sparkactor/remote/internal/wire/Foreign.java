package io.sparkactor.remote.internal.wire;

/** Makes texts from a peer fit for a log. Stateless. */
public final class Foreign {

    private static final int LONGEST = 100;

    private Foreign() {}

    /** In quotes, cut at 100 characters, and with a question mark for each that is not printable ASCII. */
    public static String quoted(String text) {
        return "'" + printable(text) + "'";
    }

    /** The same without quotes. */
    public static String printable(String text) {
        int length = Math.min(text.length(), LONGEST);
        var shown = new StringBuilder(length + 1);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            shown.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return text.length() > LONGEST ? shown.append('…').toString() : shown.toString();
    }
}
