package io.onetape.tools.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Memory, limits and clocks. What a system does not tell is left out. */
final class MachineChecks {
    private static final long FEWEST_FILES = 4_096;
    private static final long FEWEST_MAPPINGS = 65_530;
    private static final long SMALLEST_SHARED = 64L << 20;
    private static final long OLDEST_CLOCK_MILLIS = 1_704_067_200_000L; // 2024: older than this program
    private static final List<String> SLOW_CLOCKS = List.of("hpet", "acpi_pm", "jiffies", "refined-jiffies", "pit");
    private static final List<String> SYNCHRONISED = List.of(
            "run/systemd/timesync/synchronized", "run/chrony", "var/run/chrony", "run/ntpd.pid", "var/run/ntpd.pid");

    private final SystemFiles system;
    private final List<Finding> found = new ArrayList<>();

    MachineChecks(SystemFiles system) {
        this.system = system;
    }

    /** With the JVM's largest heap and the clock's time. */
    List<Finding> run(long heapBytes, long nowMillis) {
        memory(heapBytes);
        hugePages();
        limit("open files", system.number("proc/self/limits", "Max open files"), FEWEST_FILES, "ulimit -n 65536");
        limit(
                "mappings",
                system.text("proc/sys/vm/max_map_count").stream()
                        .mapToLong(Long::parseLong)
                        .findFirst(),
                FEWEST_MAPPINGS,
                "sysctl -w vm.max_map_count=262144");
        locked();
        sharedMemory();
        clockSource();
        clock(nowMillis);
        return found;
    }

    private void memory(long heapBytes) {
        OptionalLong available = system.number("proc/meminfo", "MemAvailable");
        if (available.isEmpty()) {
            return;
        }
        long bytes = available.getAsLong() << 10;
        String text = megabytes(bytes) + " available, heap of at most " + megabytes(heapBytes);
        found.add(
                heapBytes <= bytes
                        ? Finding.ok("memory", text)
                        : Finding.warn(
                                "memory",
                                text + ": the system may swap or kill",
                                "TAPE_JAVA_OPTS=-Xmx" + Math.max(64, (bytes >> 20) / 2) + "m"));
    }

    private void hugePages() {
        String mode = system.text("sys/kernel/mm/transparent_hugepage/enabled").orElse("");
        if (mode.contains("[always]")) {
            found.add(Finding.warn(
                    "huge pages",
                    "transparent for everybody: the kernel may pause a process to make them",
                    "echo madvise > /sys/kernel/mm/transparent_hugepage/enabled"));
        } else if (!mode.isEmpty()) {
            found.add(Finding.ok("huge pages", mode));
        }
    }

    private void limit(String what, OptionalLong value, long fewest, String next) {
        if (value.isPresent()) {
            String text = String.format(Locale.ROOT, "at most %,d", value.getAsLong());
            found.add(
                    value.getAsLong() >= fewest
                            ? Finding.ok(what, text)
                            : Finding.warn(what, text + String.format(Locale.ROOT, ", expected %,d", fewest), next));
        }
    }

    /** Told, not judged: nothing here locks memory. */
    private void locked() {
        OptionalLong bytes = system.number("proc/self/limits", "Max locked memory");
        boolean unlimited =
                system.text("proc/self/limits").orElse("").matches("(?s).*Max locked memory\\s+unlimited.*");
        if (unlimited || bytes.isPresent()) {
            found.add(Finding.ok(
                    "locked memory",
                    (unlimited ? "no limit" : "at most " + megabytes(bytes.getAsLong())) + "; none is needed"));
        }
    }

    private void sharedMemory() {
        java.io.File shared = system.path("dev/shm").toFile();
        if (!shared.isDirectory() || !shared.canWrite()) {
            found.add(Finding.warn(
                    "/dev/shm",
                    "not there or not writable: a tape can't be tried in memory",
                    "mount -t tmpfs tmpfs /dev/shm"));
            return;
        }
        long free = shared.getUsableSpace();
        found.add(
                free >= SMALLEST_SHARED
                        ? Finding.ok("/dev/shm", megabytes(free) + " free")
                        : Finding.warn(
                                "/dev/shm",
                                megabytes(free) + " free, expected " + megabytes(SMALLEST_SHARED),
                                "mount -o remount,size=1g /dev/shm   in Docker: --shm-size=1g"));
    }

    private void clockSource() {
        String source = system.text("sys/devices/system/clocksource/clocksource0/current_clocksource")
                .orElse("");
        if (SLOW_CLOCKS.contains(source)) {
            found.add(Finding.warn(
                    "clock source",
                    source + ": each look at the clock costs a microsecond or more",
                    "echo tsc > /sys/devices/system/clocksource/clocksource0/current_clocksource, if it is offered"));
        } else if (!source.isEmpty()) {
            found.add(Finding.ok("clock source", source));
        }
    }

    /** Without asking anybody on the network: whether the time can be, and whether something keeps it right. */
    private void clock(long nowMillis) {
        String now = java.time.Instant.ofEpochMilli(nowMillis).toString();
        if (nowMillis < OLDEST_CLOCK_MILLIS) {
            found.add(Finding.fail("clock", now + ": before this program was written", "date -u; set the clock"));
        } else if (system.isAnyThere(SYNCHRONISED)) {
            found.add(Finding.ok("clock", now + ", kept by a time service"));
        } else {
            found.add(Finding.warn(
                    "clock",
                    now + "; no time service is seen here, so its offset to the venue's is not known",
                    "timedatectl   or: chronyc tracking; in a container look on the host"));
        }
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MiB", bytes >> 20);
    }
}
