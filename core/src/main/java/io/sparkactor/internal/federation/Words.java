package io.sparkactor.internal.federation;

/** The words of the federation, as they travel. */
final class Words {

    /** The name of the actor that knows the members. */
    static final String STEWARD = "spark.federation";

    static final long VERSION = 1;

    // What a message is about.
    static final String OP = "op";
    static final String HELLO = "hello";
    static final String CHALLENGE = "challenge";
    static final String JOIN = "join";
    static final String WELCOME = "welcome";
    static final String RENEW = "renew";
    static final String LEAVE = "leave";
    static final String PLACE = "place";
    static final String PLACED = "placed";
    static final String REFUSED = "refused";

    // Its parts.
    static final String VERSION_OF = "version";
    static final String NONCE = "nonce";
    static final String CALLER_NONCE = "callerNonce";
    static final String PROTECTED = "protected";
    static final String ACTOR = "actor";
    static final String PROFILE = "profile";
    static final String PROOF = "proof";
    static final String MEMBERS = "members";
    static final String SYSTEM = "system";
    static final String ADDRESS = "address";
    static final String REASON = "reason";
    static final String TEXT = "text";

    static final int LONGEST_REASON = 40;
    static final int LONGEST_TEXT = 2_000;
    static final int NONCE_BYTES = 32;
    static final int NONCE_LENGTH = 2 * NONCE_BYTES;
    static final int MOST_MEMBERS = 1_000;

    private Words() {}
}
