package io.sparkactor.remote.python;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that talk to the Python original; left out, with one line that says why, where {@code prepare} has not made one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("python")
@ExtendWith(PythonCondition.class)
@interface NeedsPython {}
