package io.sparkactor.benchmarks.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key with a certificate for {@code 127.0.0.1}, which both sides show and trust. Immutable.
 *
 * @param file a PKCS#12 store
 */
record Certificate(Path file) {

    /** Of the store and of the key. */
    static final String PASSWORD = "changeit";

    /** Makes one with the tool of the JDK. */
    static Certificate make(Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("both.p12");
        Process keytool = new ProcessBuilder(command(file))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IllegalStateException("keytool makes no certificate in " + file);
        }
        return new Certificate(file);
    }

    private static List<String> command(Path file) {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String options =
                "-genkeypair -alias key -keyalg EC -validity 2 -dname CN=benchmark -ext san=ip:127.0.0.1 -storetype PKCS12";
        return List.of((keytool + " " + options + " -storepass " + PASSWORD + " -keystore " + file).split(" ", -1));
    }

    /** Key and trust for the JDK's TLS. */
    SSLContext context() {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot use the certificate in " + file, e);
        }
    }
}
