package io.sparkactor.promises.twins;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * The main class of a JVM that loads what the JVM of a test will need, by running tests.
 *
 * <p>Their classes come by a loader of their own: from folders nothing can be cached, and what is broken is never the same.
 */
final class TrainingChild {

    static final int DONE = 0;

    private static final String NOTE = "training: ";

    private TrainingChild() {}

    /** Takes the class path of the tests, and the names of test classes. */
    public static void main(String[] arguments) throws Exception {
        var loader = new URLClassLoader(urls(arguments[0]), TrainingChild.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        for (var i = 1; i < arguments.length; i++) {
            train(arguments[i], loader);
        }
        System.exit(DONE); // not halt: the cache is written on the way out
    }

    /** One example more or less makes a cache that helps somewhat more or less. */
    private static void train(String test, ClassLoader loader) {
        try {
            var status = JunitChild.run(selectClass(Class.forName(test, false, loader)));
            if (status != JunitChild.PASSED) {
                System.out.println(NOTE + test + (status == JunitChild.FAILED ? " has failed" : " has no tests"));
            }
        } catch (ClassNotFoundException | LinkageError e) {
            System.out.println(NOTE + test + " is left out: " + e);
        }
    }

    /** Whether a line of its output is for whoever waits for the cache. */
    static boolean isNote(String line) {
        return line.startsWith(NOTE);
    }

    private static URL[] urls(String classPath) throws MalformedURLException {
        var urls = new ArrayList<URL>();
        for (var place : classPath.split(File.pathSeparator, -1)) {
            urls.add(Path.of(place).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }
}
