package io.sparkactor.internal.cell;

import io.sparkactor.Actor;
import io.sparkactor.Signal;
import java.lang.reflect.Method;

/** Which classes of actors do something with signals, found out once for each. Stateless; thread-safe. */
final class SignalHearing {

    private static final ClassValue<Boolean> BY_CLASS = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> actorClass) {
            return hears(actorClass);
        }
    };

    private SignalHearing() {}

    /** Whether an actor's class, or one above it, has an {@code onSignal} of its own. */
    static boolean of(Class<?> actorClass) {
        return BY_CLASS.get(actorClass);
    }

    private static boolean hears(Class<?> actorClass) {
        for (Class<?> at = actorClass; at != null && at != Actor.class; at = at.getSuperclass()) {
            try {
                Method unused = at.getDeclaredMethod("onSignal", Signal.class);
                return true;
            } catch (NoSuchMethodException e) {
                // perhaps the class above
            } catch (LinkageError e) {
                return true; // another method of it names a class that is missing; so nobody can tell
            }
        }
        return false;
    }
}
