package io.sparkactor.promises;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.sparkactor.Actor;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the parts of core may use. */
class ArchitectureTest {

    private static final String SCHEDULER = "io.sparkactor.internal.scheduler..";
    private static final JavaClasses CORE = new ClassFileImporter()
            .importUrl(Actor.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void clocksAreReadInTheSchedulersPackageAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage(SCHEDULER)
                .should()
                .accessTargetWhere(calls(
                        "java.lang.System.nanoTime",
                        "java.lang.System.currentTimeMillis",
                        "java.time.Instant.now",
                        "java.time.Clock.systemUTC",
                        "java.time.LocalDateTime.now",
                        "java.time.ZonedDateTime.now"))
                .because("time comes through RuntimeHooks")
                .check(CORE);
    }

    @Test
    void threadsAreStartedAndParkedInTheSchedulersPackageAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage(SCHEDULER)
                .should()
                .accessTargetWhere(calls(
                        "java.lang.Thread.<init>",
                        "java.lang.Thread.start",
                        "java.lang.Thread.startVirtualThread",
                        "java.lang.Thread.ofVirtual",
                        "java.lang.Thread.ofPlatform",
                        "java.lang.Thread.sleep",
                        "java.lang.Thread.join",
                        "java.lang.Object.wait",
                        "java.lang.Runtime.addShutdownHook",
                        "java.util.concurrent.locks.LockSupport.park",
                        "java.util.concurrent.locks.LockSupport.parkNanos",
                        "java.util.concurrent.locks.LockSupport.parkUntil",
                        "java.util.concurrent.locks.LockSupport.unpark",
                        "java.util.concurrent.CountDownLatch.await"))
                .because("threads and waiting come through RuntimeHooks")
                .check(CORE);
    }

    @Test
    void executorsAreUsedInTheSchedulersPackageAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage(SCHEDULER)
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.util\\.concurrent\\.(Executors|ExecutorService|ScheduledExecutorService|ForkJoinPool"
                                + "|ThreadPoolExecutor|StructuredTaskScope)|java\\.util\\.Timer")
                .check(CORE);
    }

    @Test
    void randomNumbersAreMadeInTheSchedulersPackageAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage(SCHEDULER)
                .should()
                .accessTargetWhere(calls(
                        "java.util.concurrent.ThreadLocalRandom.current",
                        "java.util.Random.<init>",
                        "java.util.SplittableRandom.<init>",
                        "java.security.SecureRandom.<init>",
                        "java.lang.Math.random",
                        "java.util.UUID.randomUUID"))
                .because("randomness comes through RuntimeHooks, so that a run can be replayed")
                .check(CORE);
    }

    /** Time tells nothing of how much of a guess was right. */
    @Test
    void codesAreComparedInConstantTime() {
        var compares = CORE.get("io.sparkactor.internal.seal.PlainMac").getMethods().stream()
                .filter(method -> method.getName().equals("matches"))
                .toList();

        assertThat(compares)
                .singleElement()
                .satisfies(method -> assertThat(method.getMethodCallsFromSelf())
                        .extracting(call -> call.getTarget().getOwner().getSimpleName() + "."
                                + call.getTarget().getName())
                        .contains("MessageDigest.isEqual")
                        .doesNotContain("String.equals", "Arrays.equals"));
    }

    @Test
    void nothingRunsInTheCommonPool() {
        noClasses()
                .should()
                .accessTargetWhere(describe("run in the common pool", ArchitectureTest::usesTheCommonPool))
                .check(CORE);
    }

    private static boolean usesTheCommonPool(JavaAccess<?> access) {
        var target = access.getTarget();
        boolean asyncOfFuture = target.getOwner().isAssignableTo(CompletableFuture.class)
                && target.getName().endsWith("Async")
                && !target.getFullName().contains("java.util.concurrent.Executor");
        return asyncOfFuture
                || Set.of("commonPool", "parallelStream", "parallel").contains(target.getName());
    }

    @Test
    void coreDependsOnTheJdkAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.sparkactor..",
                        "java..",
                        "javax..",
                        "jdk.jfr..",
                        "jdk.management..",
                        "org.jspecify.annotations..",
                        "")
                .check(CORE);
    }

    /** What users could have written themselves. */
    @Test
    void commandsAreMadeOfExportedPackagesAlone() {
        noClasses()
                .that()
                .resideInAPackage("io.sparkactor.command..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.sparkactor.internal..")
                .check(CORE);
    }

    /** Its module may be absent, and then none of its classes must be asked for. */
    @Test
    void theFlightRecorderIsNamedInItsOwnPackageAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.sparkactor.internal.jfr..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.jfr..")
                .check(CORE);
    }

    @Test
    void cellsDoNotKnowAsksNorSyndicates() {
        noClasses()
                .that()
                .resideInAPackage("io.sparkactor.internal.cell..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.sparkactor.internal.ask..", "io.sparkactor.internal.syndicate..", SCHEDULER)
                .check(CORE);
    }

    @Test
    void theSchedulerAndTheTimerKnowNoActors() {
        noClasses()
                .that()
                .resideInAnyPackage(SCHEDULER, "io.sparkactor.internal.timer..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.sparkactor",
                        "io.sparkactor.internal.cell..",
                        "io.sparkactor.internal.ask..",
                        "io.sparkactor.internal.syndicate..")
                .check(CORE);
    }

    /** The proof that the exported packages are enough. */
    @Test
    void troupesUseExportedPackagesAlone() {
        noClasses()
                .that()
                .resideInAPackage("io.sparkactor.troupe..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.sparkactor.internal..")
                .check(CORE);
    }

    @Test
    void internalPackagesAreNotExportedToEverybody() throws Exception {
        var exported = descriptor().exports().stream()
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .toList();

        assertThat(exported).contains("io.sparkactor", "io.sparkactor.spi");
        assertThat(exported).noneMatch(name -> name.contains(".internal"));
        assertThat(descriptor().isOpen()).isFalse();
        assertThat(descriptor().opens()).isEmpty();
    }

    @Test
    void noExportedNameIsOneThatJavaBaseExports() throws Exception {
        var javaBase = ModuleFinder.ofSystem().find("java.base").orElseThrow().descriptor();
        Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", "java.base");
        var names = javaBase.exports().stream()
                .filter(export -> !export.isQualified())
                .flatMap(export -> publicNames(root, export.source()))
                .collect(Collectors.toSet());
        var exported = descriptor().exports().stream()
                .map(ModuleDescriptor.Exports::source)
                .toList();

        assertThat(names).contains("String", "List", "Duration");
        assertThat(CORE.stream()
                        .filter(type -> exported.contains(type.getPackageName()))
                        .filter(type ->
                                type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getSimpleName))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(names);
    }

    private static Stream<String> publicNames(Path root, String packageName) {
        try (var files = Files.list(root.resolve(packageName.replace('.', '/')))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.contains("-"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .filter(name -> isPublic(packageName + "." + name))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new AssertionError("cannot list " + packageName, e);
        }
    }

    private static boolean isPublic(String name) {
        try {
            return Modifier.isPublic(Class.forName(name, false, null).getModifiers());
        } catch (ClassNotFoundException e) {
            throw new AssertionError("java.base has no " + name, e);
        }
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        var packages = CORE.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());

        assertThat(packages)
                .hasSizeGreaterThan(5)
                .allSatisfy(name -> assertThat(annotationsOf(name)).contains("NullMarked"));
    }

    private static Stream<String> annotationsOf(String packageName) throws ClassNotFoundException {
        return Arrays.stream(Class.forName(packageName + ".package-info").getAnnotations())
                .map(Annotation::annotationType)
                .map(Class::getSimpleName);
    }

    private static ModuleDescriptor descriptor() throws Exception {
        var location = Path.of(
                Actor.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return ModuleFinder.of(location).find("io.sparkactor").orElseThrow().descriptor();
    }

    private static DescribedPredicate<JavaAccess<?>> calls(String... targets) {
        var all = Set.of(targets);
        return describe(
                "call one of " + all,
                access -> all.contains(access.getTarget().getOwner().getName() + "."
                        + access.getTarget().getName()));
    }
}
