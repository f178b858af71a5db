module shop.app {
    requires io.sparkactor.codec.cbor;

    exports shop.seen;

    opens shop.open to
            io.sparkactor.codec.cbor;
}
