package io.sparkactor.remote.internal.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.SystemId;
import io.sparkactor.codec.cbor.CborLimits;
import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import io.sparkactor.codec.cbor.internal.wire.Tags;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.RawSession;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.remote.internal.session.SessionFrame.Acknowledge;
import io.sparkactor.remote.internal.session.SessionFrame.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Names of classes that are known to run code when something makes or reads them, in front of payloads: each is refused, and none is loaded.
 *
 * <p>That none is loaded shows in two ways: whatever is looked for by way of the thread's class loader is written down, and one of the
 * classes, {@link Planted}, says so itself when it is initialized, by whatever way.
 */
class GadgetTest extends TransportTest {

    private static final String PLANTED = GadgetTest.class.getName() + "$Planted";

    private static final List<String> GADGETS = List.of(
            PLANTED,
            "org.apache.commons.collections.functors.InvokerTransformer",
            "org.apache.commons.collections.functors.InstantiateTransformer",
            "org.apache.commons.collections.keyvalue.TiedMapEntry",
            "org.apache.commons.collections4.functors.InvokerTransformer",
            "org.apache.commons.collections4.comparators.TransformingComparator",
            "org.apache.commons.beanutils.BeanComparator",
            "org.apache.commons.fileupload.disk.DiskFileItem",
            "org.apache.commons.configuration2.JNDIConfiguration",
            "org.springframework.beans.factory.ObjectFactory",
            "org.springframework.context.support.ClassPathXmlApplicationContext",
            "org.springframework.context.support.FileSystemXmlApplicationContext",
            "org.springframework.aop.framework.JdkDynamicAopProxy",
            "org.codehaus.groovy.runtime.ConvertedClosure",
            "org.codehaus.groovy.runtime.MethodClosure",
            "groovy.util.Expando",
            "bsh.Interpreter",
            "org.python.core.PyFunction",
            "org.mozilla.javascript.NativeJavaObject",
            "clojure.inspector.proxy$javax.swing.table.AbstractTableModel",
            "com.mchange.v2.c3p0.JndiRefForwardingDataSource",
            "com.mchange.v2.c3p0.WrapperConnectionPoolDataSource",
            "com.zaxxer.hikari.HikariConfig",
            "ch.qos.logback.core.db.JNDIConnectionSource",
            "org.hibernate.jmx.StatisticsService",
            "org.apache.xbean.naming.context.ContextUtil$ReadOnlyBinding",
            "org.jboss.interceptor.proxy.InterceptorMethodHandler",
            "com.rometools.rome.feed.impl.ToStringBean",
            "com.sun.rowset.JdbcRowSetImpl",
            "com.sun.org.apache.xalan.internal.xsltc.trax.TemplatesImpl",
            "com.sun.jndi.rmi.registry.ReferenceWrapper",
            "com.sun.jndi.ldap.LdapAttribute",
            "javax.management.BadAttributeValueExpException",
            "javax.script.ScriptEngineManager",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.net.URL",
            "java.net.URLClassLoader",
            "java.rmi.server.UnicastRemoteObject",
            "java.beans.EventHandler",
            "java.util.PriorityQueue",
            "sun.misc.Unsafe");

    /** Never allowed; would tell if anybody touched it. */
    record Planted(int n) {
        static {
            System.setProperty(PLANTED, "initialized");
        }
    }

    /** A loader that writes down what it is asked for. */
    private static final class Recording extends ClassLoader {

        final List<String> asked = Collections.synchronizedList(new ArrayList<>());

        Recording(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            return super.loadClass(name, resolve);
        }
    }

    private final Recording recording = new Recording(GadgetTest.class.getClassLoader());

    /** A system whose threads, made now, have the loader that records. */
    private FakeHome recorded() {
        Thread self = Thread.currentThread();
        ClassLoader before = self.getContextClassLoader();
        self.setContextClassLoader(recording);
        try {
            return home(SESSIONS);
        } finally {
            self.setContextClassLoader(before);
        }
    }

    /** The name as the type of a value: of a map, of a text, of nothing, and inside of a list. */
    private static Stream<byte[]> payloads(String name) {
        return Stream.of(0, 1, 2, 3).map(kind -> {
            var out = new CborOutput(CborLimits.DEFAULT);
            if (kind == 3) {
                out.enterArray(1);
            }
            out.writeTag(Tags.TYPED);
            out.enterArray(2);
            out.writeText(name);
            switch (kind) {
                case 0 -> {
                    out.enterMap(1);
                    out.writeText("n");
                    out.writeLong(1);
                    out.leave();
                }
                case 1 -> out.writeText("ldap://127.0.0.1/a");
                default -> out.writeNull();
            }
            out.leave();
            if (kind == 3) {
                out.leave();
            }
            return out.toByteArray();
        });
    }

    @Test
    void noneIsMadeOrLoaded() throws Exception {
        FakeHome right = recorded();
        RawSession peer = closing(new RawSession(right.transport().address(), SystemId.ofName("gadgets"), null))
                .opened();
        List<byte[]> payloads = GADGETS.stream().flatMap(GadgetTest::payloads).toList();
        for (int i = 0; i < payloads.size(); i++) {
            peer.send(RawSession.message(i + 1, "a", null, payloads.get(i)));
        }

        List<Refusal> refused = new ArrayList<>();
        while (refused.size() < payloads.size()) {
            if (peer.read() instanceof Acknowledge acknowledge) {
                assertThat(acknowledge.upTo() - refused.size())
                        .isEqualTo(acknowledge.refused().size());
                refused.addAll(acknowledge.refused());
            }
        }

        assertThat(GADGETS).hasSizeGreaterThan(30);
        assertThat(right.received).isEmpty();
        assertThat(recording.asked).doesNotContainAnyElementsOf(GADGETS);
        assertThat(System.getProperty(PLANTED)).isNull();
    }

    @Test
    void theProofWouldShowIt() throws Exception {
        Class<?> found = Class.forName(PLANTED, false, recording);

        assertThat(found.getName()).isEqualTo(PLANTED);
        assertThat(recording.asked).contains(PLANTED);
    }
}
