/** Systems that talk over the network: with each other, and with the Python original. Start at {@link io.sparkactor.remote.Remote}. */
@org.jspecify.annotations.NullMarked
module io.sparkactor.remote {
    requires static org.jspecify;
    requires transitive io.sparkactor;
    requires io.sparkactor.codec.cbor;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.handler.proxy;
    requires io.netty.transport;
    requires tools.jackson.core;

    exports io.sparkactor.remote;
}
