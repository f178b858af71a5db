module shop.app {
    requires io.sparkactor.codec.fory;
}
