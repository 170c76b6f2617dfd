package io.onetape.services.store;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ExternalMapQueryContext;

/** A process that is there to be killed. */
final class CacheChild {
    private CacheChild() {}

    /** {@code write FOLDER}: a writer under load; {@code hold FOLDER}: whoever takes the lock of a segment, that of the top of instrument 1, and keeps it. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        if (args[0].equals("write")) {
            write(folder);
        } else {
            hold(new CacheFolder(folder).current().orElseThrow().toFile());
        }
    }

    private static void write(Path folder) {
        Records records = new Records();
        try (CacheWriter cache = CacheWriter.begin(folder, StuckCacheTest.TAPE)) {
            records.put(cache, "Tick", StuckCacheTest.T);
            var top = records.of("BookTop instrument=1 bid=100 ask=101 status=VALID", StuckCacheTest.T);
            cache.accept(top);
            cache.publish();
            System.out.println("ready");
            while (true) {
                cache.accept(top);
            }
        }
    }

    private static void hold(File file) throws Exception {
        try (ChronicleMap<CacheKey, CacheValue> map =
                        ChronicleMap.of(CacheKey.class, CacheValue.class).createPersistedTo(file);
                ExternalMapQueryContext<CacheKey, CacheValue, ?> query =
                        map.queryContext(new CacheKey().of(View.TOP, 1, 0))) {
            query.writeLock().lock();
            System.out.println("ready");
            Thread.sleep(600_000);
        }
    }

    /** Starts one and waits until it is where it should be. */
    static Process start(String what, Path folder) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-Xmx"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(CacheChild.class.getName(), what, folder.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = process.inputReader().readLine();
        while (line != null && !line.equals("ready")) {
            line = process.inputReader().readLine();
        }
        if (line == null) {
            throw new IllegalStateException("the process has ended: " + command);
        }
        return process;
    }
}
