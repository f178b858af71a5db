package io.sparkactor.agent.tool;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method, or a record that is a {@link ToolAction}, a tool that models may call. The JSON Schema of its arguments comes from the
 * types of the parameters or components, which {@link Described} explains to the model.
 *
 * <pre>{@code
 * class Weather {
 *     @Tool("The temperature of a city in degrees Celsius")
 *     double temperature(@Described("in English") String city) { … }
 * }
 *
 * @Tool("Sends an e-mail")
 * record SendMail(String to, String text) implements ToolAction { … }
 *
 * ToolRegistry.of(new Weather(), SendMail.class)
 * }</pre>
 *
 * <p>A method may have one parameter of type {@link ToolContext}, which the model does not see. Methods must be compiled with {@code
 * -parameters}, as {@code ./spark run} does.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Tool {

    /** What it does, for the model. */
    String value();

    /** Its name for the model; the name of the method, or of the record with a small first letter, unless said. */
    String name() default "";

    /** How many milliseconds a call may take; 30,000 unless said. */
    long timeoutMillis() default 30_000;

    /** Whether a call may be repeated when it is not known whether it has taken effect; see {@link LlmTool#repeatable}. */
    boolean repeatable() default false;
}
