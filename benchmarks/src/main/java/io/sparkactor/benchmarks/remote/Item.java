package io.sparkactor.benchmarks.remote;

/**
 * What is sent, by all contenders: 100 bytes or 10,000 of content, before it is encoded. Immutable but for its payload, which nobody changes.
 *
 * @param id of some order, say
 * @param number one more than that of the item before
 * @param payload the rest
 */
@SuppressWarnings("ArrayRecordComponent") // it is never compared
public record Item(String id, long number, byte[] payload) {

    private static final String ID = "order-0123456789";

    /** An item whose content has so many bytes. */
    static Item of(long number, int bytes) {
        return new Item(ID, number, payload(bytes));
    }

    private static byte[] payload(int bytes) {
        byte[] payload = new byte[bytes - ID.length() - Long.BYTES];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) i;
        }
        return payload;
    }

    /** The same with another number. */
    Item numbered(long other) {
        return new Item(id, other, payload);
    }
}
