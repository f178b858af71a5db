package io.sparkactor.internal.cell;

import io.sparkactor.InvalidActorSpecException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes instances of a class with given constructor arguments. Thread-safe.
 *
 * @param <A> what it makes
 */
public final class ReflectiveSupplier<A> implements Supplier<A> {

    private final Constructor<? extends A> constructor;
    private final Object[] arguments;

    /**
     * Finds the constructor.
     *
     * @throws InvalidActorSpecException if there is none that fits, or none can be used
     */
    public ReflectiveSupplier(Class<? extends A> type, Object[] arguments) {
        this.arguments = arguments.clone();
        this.constructor = find(type, this.arguments);
    }

    /** The class of what it makes. */
    @SuppressWarnings("unchecked") // it was found in a Class<? extends A>
    public Class<? extends A> type() {
        return (Class<? extends A>) constructor.getDeclaringClass();
    }

    /** A copy of the arguments; unmodifiable, may hold nulls. */
    public List<@Nullable Object> arguments() {
        return Collections.unmodifiableList(Arrays.asList(arguments.clone()));
    }

    @Override
    public A get() {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw ReflectiveSupplier.<RuntimeException>asIs(e.getCause());
        } catch (InstantiationException | IllegalAccessException e) {
            throw new InvalidActorSpecException(constructor.getDeclaringClass().getName() + " cannot be made", e);
        }
    }

    /** Passes on what the constructor threw, also a checked exception: the one who creates the actor wraps it. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X asIs(@Nullable Throwable thrown) throws X {
        throw (X) (thrown != null ? thrown : new IllegalStateException("a constructor failed without a cause"));
    }

    private static <A> Constructor<? extends A> find(Class<? extends A> type, Object[] arguments) {
        if (Modifier.isAbstract(type.getModifiers())) {
            throw new InvalidActorSpecException(type.getName() + " is abstract; name a class that can be made", null);
        }
        if (hasOuterInstance(type)) {
            throw new InvalidActorSpecException(
                    type.getName() + " is an inner class, so it cannot be made without its outer instance; make "
                            + type.getSimpleName() + " static or use a supplier: ActorSpec.of(" + type.getSimpleName()
                            + "::new)",
                    null);
        }
        for (Constructor<?> candidate : type.getDeclaredConstructors()) {
            if (fits(candidate.getParameterTypes(), arguments)) {
                return open(type, candidate);
            }
        }
        throw new InvalidActorSpecException(
                type.getName() + " has no constructor for the arguments "
                        + Arrays.stream(arguments)
                                .map(a -> a == null ? "null" : a.getClass().getSimpleName())
                                .toList(),
                null);
    }

    /** Whether its constructor takes an instance around it first: a member that is not static, or a local class that uses one. */
    private static boolean hasOuterInstance(Class<?> type) {
        if (type.isMemberClass()) {
            return !Modifier.isStatic(type.getModifiers());
        }
        Class<?> around = type.getEnclosingClass();
        return around != null
                && Arrays.stream(type.getDeclaredConstructors())
                        .allMatch(c -> c.getParameterCount() > 0 && c.getParameterTypes()[0] == around);
    }

    @SuppressWarnings("unchecked") // a constructor of Class<? extends A> makes an A
    private static <A> Constructor<? extends A> open(Class<? extends A> type, Constructor<?> found) {
        try {
            found.setAccessible(true);
        } catch (RuntimeException e) {
            throw new InvalidActorSpecException(
                    "the constructor of " + type.getName() + " cannot be reached; open its package to io.sparkactor, or"
                            + " use a supplier: ActorSpec.of(() -> new " + type.getSimpleName() + "(…))",
                    e);
        }
        return (Constructor<? extends A>) found;
    }

    private static boolean fits(Class<?>[] parameters, @Nullable Object[] arguments) {
        if (parameters.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < parameters.length; i++) {
            Object argument = arguments[i];
            if (argument == null
                    ? parameters[i].isPrimitive()
                    : !boxed(parameters[i]).isInstance(argument)) {
                return false;
            }
        }
        return true;
    }

    private static Class<?> boxed(Class<?> type) {
        return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
    }
}
