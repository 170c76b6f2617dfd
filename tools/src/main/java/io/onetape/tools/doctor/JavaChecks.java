package io.onetape.tools.doctor;

import java.util.ArrayList;
import java.util.List;

/** Whether this JVM may do what Chronicle Queue does. */
final class JavaChecks {
    private static final int OLDEST = 17;
    private static final List<String> EXPORTED = List.of("jdk.internal.ref", "sun.nio.ch", "jdk.internal.misc");
    private static final List<String> OPENED = List.of("java.util.zip", "java.lang", "java.lang.reflect");
    private static final String FLAGS = "start it by the launcher, ./tape, or with the lines of config/jvm.args";

    private JavaChecks() {}

    static List<Finding> run() {
        return List.of(version(Runtime.version().feature()), flags(missing()));
    }

    static Finding version(int feature) {
        String found = System.getProperty("java.version") + " of " + System.getProperty("java.vendor");
        return feature >= OLDEST
                ? Finding.ok("java", found)
                : Finding.fail("java", found + "; expected Java " + OLDEST + " or newer", "set JAVA_HOME to a JDK 17");
    }

    static Finding flags(List<String> missing) {
        return missing.isEmpty()
                ? Finding.ok("jvm flags", "what Chronicle Queue needs is open to it")
                : Finding.fail("jvm flags", "not open to Chronicle Queue: " + String.join(", ", missing), FLAGS);
    }

    private static List<String> missing() {
        Module base = Object.class.getModule();
        Module ours = JavaChecks.class.getModule();
        List<String> missing = new ArrayList<>();
        EXPORTED.stream().filter(name -> !base.isExported(name, ours)).forEach(missing::add);
        OPENED.stream().filter(name -> !base.isOpen(name, ours)).forEach(missing::add);
        return missing;
    }
}
