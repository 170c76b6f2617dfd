package io.onetape.services.strategy;

import java.io.FileInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.DecimalFormat;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/** Each method breaks the rule of pure code in one way, to show that the rule can be broken. */
@SuppressWarnings("all")
public final class ImpureStrategy {
    private ImpureStrategy() {}

    static long wallClock() {
        return System.currentTimeMillis();
    }

    static long monotonicClock() {
        return System.nanoTime();
    }

    static LongSupplier clockByReference() {
        return System::nanoTime;
    }

    static LongSupplier clockInALambda() {
        return () -> System.nanoTime() + 1;
    }

    static Instant instantNow() {
        return Instant.now();
    }

    static LocalDateTime localNow() {
        return LocalDateTime.now(ZoneId.of("UTC"));
    }

    static Date dateOfNow() {
        return new Date();
    }

    static int random() {
        return new Random(1).nextInt();
    }

    static int splittableRandom() {
        return new SplittableRandom(1).nextInt();
    }

    static int threadLocalRandom() {
        return ThreadLocalRandom.current().nextInt();
    }

    static int secureRandom() {
        return new SecureRandom().nextInt();
    }

    static double mathRandom() {
        return Math.random();
    }

    static UUID randomUuid() {
        return UUID.randomUUID();
    }

    static Thread thread() {
        return new Thread(() -> {});
    }

    static CompletableFuture<Integer> future() {
        return CompletableFuture.supplyAsync(() -> 1);
    }

    static ThreadLocal<Integer> threadLocal() {
        return new ThreadLocal<>();
    }

    static URI network() {
        return URI.create("http://localhost");
    }

    static byte[] file() throws IOException {
        return Files.readAllBytes(Path.of("x"));
    }

    static FileInputStream oldFile() throws IOException {
        return new FileInputStream("x");
    }

    static void print() {
        System.out.println();
    }

    static String environment() {
        return System.getenv("HOME");
    }

    static String property() {
        return System.getProperty("java.version");
    }

    static int identity(Object o) {
        return System.identityHashCode(o);
    }

    static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    static long processId() {
        return ProcessHandle.current().pid();
    }

    static Locale defaultLocale() {
        return Locale.getDefault();
    }

    static ZoneId defaultZone() {
        return ZoneId.systemDefault();
    }

    static TimeZone oldDefaultZone() {
        return TimeZone.getDefault();
    }

    static String format(double d) {
        return String.format("%f", d);
    }

    static String formatted(double d) {
        return "%f".formatted(d);
    }

    static String decimalFormat(double d) {
        return new DecimalFormat("#").format(d);
    }

    static String upperCase(String s) {
        return s.toUpperCase();
    }

    static String lowerCase(String s) {
        return s.toLowerCase();
    }

    static byte[] encode(String s) {
        return s.getBytes();
    }

    static String decode(byte[] bytes) {
        return new String(bytes);
    }

    static double logarithm(double d) {
        return Math.log(d);
    }

    static double power(double d) {
        return Math.pow(d, 2.5);
    }

    static double sine(double d) {
        return Math.sin(d);
    }

    static void shuffle(List<?> list) {
        java.util.Collections.shuffle(list);
    }
}
