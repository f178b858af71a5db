package io.sparkactor;

import java.time.Duration;

/** How a syndicate takes part in a {@link Federation}, given in {@link SyndicateConfig#federation}; not used afterwards. */
public interface FederationConfig {

    /**
     * What all members must know, beside the secret or the certificates of their connections. It never travels: both sides of a join show that
     * they know it, over fresh numbers of both, and what they say as members afterwards is signed with a key of that join. Default: none, then
     * whoever may connect may join.
     *
     * @param token at least 16 characters; best made by chance
     * @throws IllegalArgumentException if it is shorter
     */
    FederationConfig token(String token);

    /**
     * Something that this system can, or has: {@code capability("gpu", true)}.
     *
     * @param name as for {@link Federation#capability}
     * @param value as for {@link Federation#capability}
     * @throws IllegalArgumentException as {@link Federation#capability}
     */
    FederationConfig capability(String name, Object value);

    /**
     * The classes of which members may have actors placed here; others are refused, whatever a member asks for. Adds to what was said before;
     * default: none. Classes are found among these by their names and never loaded.
     *
     * @throws IllegalArgumentException if one is no actor, is abstract or has a name of more than 500 characters; if another one has its name;
     *     or if they would be more than 1,000
     */
    FederationConfig host(Class<?>... classes);

    /**
     * How many actors placed by members may live here at once. Default: 10,000.
     *
     * @throws IllegalArgumentException if it is negative
     */
    FederationConfig mostPlaced(int actors);

    /**
     * After which silence others count this system as gone. It says three times in that span that it lives. Default: 30 s.
     *
     * @throws IllegalArgumentException if it is shorter than 100 ms or longer than a day
     */
    FederationConfig lease(Duration lease);

    /**
     * Where other members find this system, {@code host:port}. Default: where it listens; must be said where that is {@code 0.0.0.0}.
     *
     * @throws IllegalArgumentException if it is no address
     */
    FederationConfig address(String address);
}
