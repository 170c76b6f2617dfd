package io.onetape.services.plugin;

import io.onetape.services.plugin.check.AllowList;
import io.onetape.services.strategy.StrategyProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Loads one JAR's classes from memory. Sees nothing of the host but what the allow-list names, and what the JDK needs to link lambdas, texts and records: that
 * cannot be named by code that was checked. No file is read, so none that changes later is either.
 */
final class PluginLoader extends ClassLoader {
    private static final String LINKAGE = "java.lang.invoke.";
    private static final String LINKAGE_OF_RECORDS = "java.lang.runtime.";

    static {
        registerAsParallelCapable();
    }

    private final JarContents contents;
    private final AllowList allowed;
    private final ClassLoader host;

    PluginLoader(String sha256, JarContents contents, AllowList allowed) {
        super("plugin-" + sha256.substring(0, 12), null);
        this.contents = contents;
        this.allowed = allowed;
        this.host = StrategyProvider.class.getClassLoader();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            String internalName = name.replace('.', '/');
            byte[] bytes = contents.classes().get(internalName);
            if (bytes != null) {
                return defineClass(name, bytes, 0, bytes.length);
            }
            if (allowed.hasType(internalName) || name.startsWith(LINKAGE) || name.startsWith(LINKAGE_OF_RECORDS)) {
                return host.loadClass(name);
            }
            throw new ClassNotFoundException(name + " is not for plug-ins");
        }
    }

    /** The one resource that there is: the list of providers, for {@link java.util.ServiceLoader}. */
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return Collections.enumeration(name.equals(JarContents.PROVIDERS) ? List.of(url()) : List.of());
    }

    private URL url() throws MalformedURLException {
        return new URL(null, "plugin:" + JarContents.PROVIDERS, new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
                return new URLConnection(url) {
                    @Override
                    public void connect() {
                        connected = true;
                    }

                    @Override
                    public InputStream getInputStream() {
                        return new ByteArrayInputStream(contents.providers());
                    }
                };
            }
        });
    }
}
