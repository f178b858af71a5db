package io.sparkactor.process.internal.host;

import io.sparkactor.ActorSpec;
import io.sparkactor.ProcessOptions;
import io.sparkactor.codec.cbor.CborCodec;
import io.sparkactor.codec.cbor.CborCodecBuilder;
import io.sparkactor.spi.Codec;
import io.sparkactor.spi.ExecutorHome;
import java.util.List;
import java.util.Set;

/**
 * What may go to a process and come from there, for one instance of one actor. Immutable, but for the handles.
 *
 * @param options how the process is to be
 * @param types the allowed types; the process is told them by name
 * @param codec turns contents into bytes and back
 * @param handles the refs that the process knows
 * @param arguments the constructor's arguments, encoded
 */
record Traffic(ProcessOptions options, Set<Class<?>> types, Codec codec, Handles handles, byte[] arguments) {

    /**
     * Looks what a spec needs.
     *
     * @throws io.sparkactor.spi.CodecException if a type or an argument cannot be sent
     */
    static Traffic of(ActorSpec<?> spec, Class<?> actorClass, ExecutorHome<?> home) {
        Set<Class<?>> types = new AllowedTypes().ofActor(spec, actorClass).all();
        Handles handles = new Handles(home.self());
        CborCodecBuilder builder = CborCodec.builder().refs(handles);
        types.forEach(builder::allow);
        Codec codec = builder.build();
        List<?> arguments = spec.arguments();
        return new Traffic(spec.process(), types, codec, handles, codec.encode(arguments));
    }
}
