package io.sparkactor.cli;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;

/**
 * Watches javac and remembers which class of the file can be started: the public one, else the first. A class can be
 * started if it has, or inherits, a {@code main} that is not private and takes a {@code String[]} or nothing. Confined
 * to the thread that compiles.
 */
final class MainClassFinder {
    /** Binary name of each class that can be started to whether it is public, in the order of the file. */
    private final Map<String, Boolean> candidates = new LinkedHashMap<>();

    MainClassFinder() {}

    /**
     * Returns the listener to hang on the task.
     *
     * @param task the compilation to watch
     * @return a listener for that task
     */
    TaskListener on(JavacTask task) {
        return new TaskListener() {
            @Override
            public void finished(TaskEvent event) {
                TypeElement type = event.getTypeElement();
                if (event.getKind() == TaskEvent.Kind.ANALYZE && type != null && canStart(task, type)) {
                    candidates.put(
                            task.getElements().getBinaryName(type).toString(),
                            type.getModifiers().contains(Modifier.PUBLIC));
                }
            }
        };
    }

    /**
     * Returns the class to start.
     *
     * @return its binary name, or nothing if no class can be started
     */
    Optional<String> mainClass() {
        return candidates.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> candidates.keySet().stream().findFirst());
    }

    private static boolean canStart(JavacTask task, TypeElement type) {
        if (type.getNestingKind() != NestingKind.TOP_LEVEL) {
            return false;
        }
        List<? extends Element> members = task.getElements().getAllMembers(type);
        return ElementFilter.methodsIn(members).stream().anyMatch(MainClassFinder::isMain);
    }

    private static boolean isMain(ExecutableElement method) {
        return method.getSimpleName().contentEquals("main")
                && !method.getModifiers().contains(Modifier.PRIVATE)
                && method.getReturnType().getKind() == TypeKind.VOID
                && takesArgumentsOrNothing(method.getParameters());
    }

    private static boolean takesArgumentsOrNothing(List<? extends VariableElement> parameters) {
        return parameters.isEmpty()
                || (parameters.size() == 1
                        && parameters.getFirst().asType().toString().equals("java.lang.String[]"));
    }
}
