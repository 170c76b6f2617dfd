package io.onetape.tools.backtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.Locale;
import java.util.TimeZone;

/**
 * What differs between machines, and must not show in a result.
 *
 * @param jdk its version
 * @param timeZone as the JDK names it
 * @param locale as a language tag
 * @param collector of garbage, as the JVM's option names it
 */
record MachineSettings(String jdk, String timeZone, String locale, long maximumHeapBytes, String collector) {
    private static final long MEBI = 1 << 20;

    static MachineSettings ofThisProcess() {
        boolean g1 = ManagementFactory.getMemoryPoolMXBeans().stream()
                .map(MemoryPoolMXBean::getName)
                .anyMatch(name -> name.startsWith("G1"));
        boolean serial = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .anyMatch(collector -> collector.getName().equals("Copy"));
        return new MachineSettings(
                Runtime.version().toString(),
                TimeZone.getDefault().getID(),
                Locale.getDefault().toLanguageTag(),
                Runtime.getRuntime().maxMemory(),
                g1 ? "G1" : serial ? "Serial" : "another");
    }

    /** Each of them another one, but the JDK. The heap is smaller: a larger one might not be there. */
    MachineSettings others() {
        return new MachineSettings(
                jdk,
                timeZone.equals("Pacific/Chatham") ? "America/St_Johns" : "Pacific/Chatham",
                locale.equals("tr-TR") ? "ar-EG" : "tr-TR",
                Math.max(MEBI, maximumHeapBytes / 4 * 3),
                collector.equals("Serial") ? "G1" : "Serial");
    }

    long heapMebibytes() {
        return maximumHeapBytes / MEBI;
    }

    String toText() {
        return "time zone " + timeZone + ", locale " + locale + ", heap " + heapMebibytes() + " MiB, collector "
                + collector;
    }

    ObjectNode toJson(ObjectMapper mapper) {
        return mapper.createObjectNode()
                .put("jdk", jdk)
                .put("timeZone", timeZone)
                .put("locale", locale)
                .put("maximumHeapBytes", maximumHeapBytes)
                .put("collector", collector);
    }
}
