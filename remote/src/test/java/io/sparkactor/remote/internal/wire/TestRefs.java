package io.sparkactor.remote.internal.wire;

import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Refs that have an id and can do nothing. */
public final class TestRefs {

    private TestRefs() {}

    /** One that has this id. */
    public static ActorRef<?> of(ActorId id) {
        Class<?>[] type = {ActorRef.class};
        return (ActorRef<?>) Proxy.newProxyInstance(
                TestRefs.class.getClassLoader(), type, (_, method, arguments) -> call(id, method, arguments));
    }

    private static Object call(ActorId id, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "id" -> id;
            case "hashCode" -> id.hashCode();
            case "toString" -> "ref of " + id;
            case "equals" ->
                arguments[0] instanceof ActorRef<?> other && other.id().equals(id);
            default -> throw new AssertionError(method + " was called while bytes were read or written");
        };
    }
}
