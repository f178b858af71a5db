package io.sparkactor.remote.internal.settings;

import java.net.URI;
import java.util.Locale;

/** Where pages of browsers come from, in the form in which browsers say it. Stateless. */
public final class Origins {

    private Origins() {}

    /**
     * The origin as a browser sends it: in lower case, without a port that goes without saying.
     *
     * @throws IllegalArgumentException if it is none, or one that many sites share
     */
    public static String checked(String origin) {
        URI uri;
        try {
            uri = URI.create(origin.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw refused(origin);
        }
        String scheme = uri.getScheme();
        boolean https = "https".equals(scheme);
        boolean bare = uri.getRawPath() != null
                && uri.getRawPath().isEmpty()
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null;
        if (!https && !"http".equals(scheme) || uri.getHost() == null || !bare) {
            throw refused(origin);
        }
        int usual = https ? 443 : 80;
        String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
        return scheme + "://" + uri.getHost() + port;
    }

    private static IllegalArgumentException refused(String origin) {
        return new IllegalArgumentException("an origin is what is in front of the path in the address of a page,"
                + " as https://example.org or http://localhost:8000, not '" + origin + "'");
    }
}
