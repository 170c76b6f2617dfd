package io.onetape.services.plugin.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.plugin.PluginSources;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

final class ByteCodeCheckTest {
    private static final String BODIES = """
            return System.nanoTime();                                     | calls java.lang.System.nanoTime
            return System.currentTimeMillis();                            | calls java.lang.System.currentTimeMillis
            System.exit(1); return null;                                  | calls java.lang.System.exit
            return System.getProperty("x");                             | calls java.lang.System.getProperty
            return System.out;                                            | reads or writes java.lang.System.out
            return System.identityHashCode(given);                        | calls java.lang.System.identityHashCode
            return Integer.getInteger("x");                             | calls java.lang.Integer.getInteger
            return Runtime.getRuntime().availableProcessors();            | calls java.lang.Runtime.availableProcessors
            return new Random().nextInt();                                | calls java.util.Random.nextInt
            return Math.random();                                         | calls java.lang.Math.random
            return Math.log(2);                                           | calls java.lang.Math.log
            return UUID.randomUUID();                                     | calls java.util.UUID.randomUUID
            return java.time.Instant.now();                               | calls java.time.Instant.now
            return java.util.concurrent.ThreadLocalRandom.current();      | calls java.util.concurrent.ThreadLocalRandom.current
            LongSupplier clock = System::nanoTime; return clock;          | calls java.lang.System.nanoTime
            Supplier<Object> made = Random::new; return made;             | calls java.util.Random.<init>
            new Thread(() -> {}).start(); return null;                    | calls java.lang.Thread.start
            Thread.sleep(1); return null;                                 | calls java.lang.Thread.sleep
            java.util.concurrent.TimeUnit.DAYS.sleep(1); return null;     | calls java.util.concurrent.TimeUnit.sleep
            return new Timer();                                           | uses java.util.Timer
            return new java.util.concurrent.ConcurrentHashMap<>();        | uses java.util.concurrent.ConcurrentHashMap
            given.wait(); return null;                                    | calls java.lang.Object.wait
            synchronized (given) { return given; }                        | is synchronized
            return new java.net.Socket("localhost", 1);                 | uses java.net.Socket
            return new java.io.File("x");                               | uses java.io.File
            return java.nio.file.Files.readString(java.nio.file.Path.of("x")); | calls java.nio.file.Files.readString
            new Exception().printStackTrace(); return null;               | calls java.lang.Exception.printStackTrace
            return Class.forName("x");                                  | calls java.lang.Class.forName
            return given.getClass().getMethods();                         | calls java.lang.Class.getMethods
            return Sample.class.getClassLoader();                         | calls java.lang.Class.getClassLoader
            return java.lang.invoke.MethodHandles.lookup();               | calls java.lang.invoke.MethodHandles.lookup
            return ServiceLoader.load(Runnable.class);                    | calls java.util.ServiceLoader.load
            return new HashMap<String, String>();                         | uses java.util.HashMap
            return new HashSet<String>();                                 | uses java.util.HashSet
            return Set.of(1, 2);                                          | calls java.util.Set.of
            return Map.of(1, 2);                                          | calls java.util.Map.of
            return given.hashCode();                                      | calls java.lang.Object.hashCode
            return given.toString();                                      | calls java.lang.Object.toString
            return String.valueOf(given);                                 | joins the text of a java.lang.Object
            return new StringBuilder().append(given);                     | joins the text of a java.lang.Object
            return "" + given;                                          | joins the text of a java.lang.Object
            return "" + new ArrayList<>(List.of(given));                | joins the text of a java.util.ArrayList
            Object o = "a"; if (given == null) { o = given; } return "" + o;  | joins the text of a java.lang.Object
            return List.of(given).stream();                               | uses java.util.stream.Stream
            Collections.shuffle(new ArrayList<>()); return null;          | calls java.util.Collections.shuffle
            return String.format("%d", 1);                              | calls java.lang.String.format
            return "I".toLowerCase();                                   | calls java.lang.String.toLowerCase
            return "I".getBytes();                                      | calls java.lang.String.getBytes
            return Locale.getDefault();                                   | calls java.util.Locale.getDefault
            assert given != null; return null;                            | calls java.lang.Class.desiredAssertionStatus
            try { return null; } catch (Throwable e) { return e; }        | catches java.lang.Throwable
            try { return null; } catch (StackOverflowError e) { return 1; } | catches java.lang.StackOverflowError
            return new Strategies(List.of());                             | uses io.onetape.services.strategy.Strategies
            return ((BookTopDecoder) given).buffer();                     | uses org.agrona.DirectBuffer
            ((BookTopDecoder) given).limit(0); return null;               | calls io.onetape.journal.schema.BookTopDecoder.limit
            return ((WireIn) given).bytes();                              | calls net.openhft.chronicle.wire.WireIn.bytes
            return ((WireIn) given).read("x").object();                 | calls net.openhft.chronicle.wire.ValueIn.object
            return ((WireIn) given).read("x").typedMarshallable();      | calls net.openhft.chronicle.wire.ValueIn.typedMarshallable
            """;

    private static final String MEMBERS = """
            static long count;                                    | count: static and not final
            static final long[] COUNT = {0};                      | COUNT: static and not of an immutable type, found long[]
            static final List<long[]> ALL = List.of();            | ALL: static and not of an immutable type, found java.util.List
            static final List<Long> ALL = new ArrayList<>();      | <clinit>: expected ALL to be the result of List.of or List.copyOf itself
            static final Map<Long, Long> ALL = new TreeMap<>();   | ALL: static and not of an immutable type, found java.util.Map
            static final ThreadLocal<Long> T = null;              | T: is a java.lang.ThreadLocal
            static final Sample ONE = new Sample(); long count;   | ONE: static and not of an immutable type
            record Box(long[] all) {} static final Box BOX = new Box(null); | BOX: static and not of an immutable type
            static final LongSupplier NEXT = from(); static LongSupplier from() { return () -> 1; } | <clinit>: expected NEXT to be a lambda that captures nothing
            static final LongSupplier NEXT; static { Object o = new Object(); NEXT = () -> o.equals(o) ? 1 : 0; } | <clinit>: captures a value in a lambda
            enum Counter { ONE; long count; }                     | count: state of an enum
            enum Counter { ONE { long count; } }                  | count: state of an enum
            interface Shared { List<Long> ALL = new ArrayList<>(); } | <clinit>: expected ALL to be the result of
            synchronized void s() {}                              | s: is synchronized
            native void n();                                      | n: is native
            protected void finalize() {}                          | finalize: is a finalizer
            static class T extends Thread {}                      | $T: extends java.lang.Thread
            static class L extends ClassLoader {}                 | $L: extends java.lang.ClassLoader
            static class S implements java.io.Serializable {}     | $S: implements java.io.Serializable
            static class H { int h() { return hashCode(); } }     | $H.h: calls java.lang.Object.hashCode
            Object m(java.util.concurrent.Executor e) { return e; } | m: takes or returns a java.util.concurrent.Executor
            """;

    private static final String PASSING = """
            return switch (Mood.valueOf("CALM")) { case CALM -> 1; case EAGER -> 2; }; | enum Mood { CALM, EAGER; static final List<Mood> ALL = List.of(values()); }
            switch (((BookTopDecoder) given).status()) { case VALID: return 1; default: return 2; } | int i;
            return new Box(1, "a", List.of(1L)).equals(given) ? "" + Box.ZERO : BY.compare(null, null); | record Box(long n, String s, List<Long> all) { static final Box ZERO = new Box(0, null, null); } static final Comparator<Box> BY = (a, b) -> Long.compare(a.n(), b.n());
            Map<String, Long> m = new TreeMap<>(); m.merge("a", 1L, Long::sum); m.forEach((k, v) -> { if (v > 1) { throw new IllegalStateException("found " + k + v); } }); return m.get("a"); | int i;
            long sum = 0; for (long each : new long[] {1, 2}.clone()) { sum += each; } return StrictMath.log(sum) + Math.floorDiv(sum, 3); | static final java.math.BigDecimal HALF = new java.math.BigDecimal("0.5");
            Side side = ((OpenOrder) given).side(); Mood mood = Mood.EAGER; Long n = 1L; return "found " + side + mood + n + (Object) "x" + new Sample(); | enum Mood { CALM, EAGER } public String toString() { return "" + this.getClass().equals(null); }
            try { return Long.parseLong("1"); } catch (NumberFormatException e) { throw new IllegalArgumentException(e.getMessage(), e); } finally { i++; } | int i; interface Rule { boolean holds(long price); default Rule not() { return price -> !holds(price); } }
            """;

    private final ByteCodeCheck check = new ByteCodeCheck(AllowList.standard());

    @ParameterizedTest
    @MethodSource
    void whatAMethodMayNotDoIsNamed(String body, SortedMap<String, byte[]> classes, String what) {
        assertThat(check.findings(classes)).as(body).anyMatch(finding -> finding.contains(": " + what));
    }

    static List<Arguments> whatAMethodMayNotDoIsNamed() {
        List<String[]> rows = rows(BODIES);
        return arguments(
                rows,
                rows.stream().map(row -> row[0]).toList(),
                rows.stream().map(row -> "").toList());
    }

    @ParameterizedTest
    @MethodSource
    void whatAClassMayNotHaveIsNamed(String member, SortedMap<String, byte[]> classes, String what) {
        assertThat(check.findings(classes)).as(member).anyMatch(finding -> finding.contains(what));
    }

    static List<Arguments> whatAClassMayNotHaveIsNamed() {
        List<String[]> rows = rows(MEMBERS);
        return arguments(
                rows,
                rows.stream().map(row -> "return null;").toList(),
                rows.stream().map(row -> row[0]).toList());
    }

    @ParameterizedTest
    @MethodSource
    void whatAStrategyNeedsPasses(String body, SortedMap<String, byte[]> classes, String members) {
        assertThat(check.findings(classes)).as(body).isEmpty();
    }

    static List<Arguments> whatAStrategyNeedsPasses() {
        List<String[]> rows = rows(PASSING);
        return arguments(
                rows,
                rows.stream().map(row -> row[0]).toList(),
                rows.stream().map(row -> row[1]).toList());
    }

    /** What is before and behind the bar of each line. */
    private static List<String[]> rows(String table) {
        return table.lines()
                .map(line -> {
                    int bar = line.lastIndexOf(" | ");
                    return new String[] {
                        line.substring(0, bar).strip(), line.substring(bar + 3).strip()
                    };
                })
                .toList();
    }

    private static List<Arguments> arguments(List<String[]> rows, List<String> bodies, List<String> members) {
        List<SortedMap<String, byte[]>> compiled = PluginSources.samples(bodies, members);
        List<Arguments> arguments = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            arguments.add(Arguments.of(rows.get(i)[0], compiled.get(i), rows.get(i)[1]));
        }
        return arguments;
    }

    @Test
    void aClassFileOfALaterJavaIsRefused() {
        assertThat(check.findings(classFile(Opcodes.V21, "x/A", m -> {})))
                .containsExactly("x.A: expected class file version 55 to 61 (javac --release 17), found 65.0");
        assertThat(check.findings(classFile(Opcodes.V17 | Opcodes.V_PREVIEW, "x/A", m -> {})))
                .hasSize(1);
        assertThat(check.findings(classFile(Opcodes.V1_8, "x/A", m -> {}))).hasSize(1);
    }

    @Test
    void aClassUnderAnothersNameIsRefused() {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        classes.put("x/B", classFile(Opcodes.V17, "x/A", m -> {}).get("x/A"));
        assertThat(check.findings(classes)).contains("x.B: expected a class of this name, found x.A");
    }

    @Test
    void bytesThatAreNoClassFileAreRefused() {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        classes.put("x/A", new byte[] {1, 2, 3});
        assertThat(check.findings(classes)).singleElement().asString().contains("x.A: is no class file");
    }

    @Test
    void handMadeDynamicCallsAndConstantsAreRefused() {
        Handle clock = new Handle(Opcodes.H_INVOKESTATIC, "java/lang/System", "nanoTime", "()J", false);
        Handle own = new Handle(Opcodes.H_INVOKESTATIC, "x/A", "link", "(Ljava/lang/Object;)Ljava/lang/Object;", false);
        List<String> findings = check.findings(classFile(Opcodes.V17, "x/A", m -> {
            m.visitLdcInsn(clock);
            m.visitLdcInsn(new ConstantDynamic("c", "Ljava/lang/Object;", own));
            m.visitInvokeDynamicInsn("d", "()Ljava/lang/Object;", own);
        }));
        assertThat(findings)
                .anyMatch(finding ->
                        finding.startsWith("x.A.run: loads a constant of the kind Handle, java.lang.System.nanoTime"))
                .anyMatch(finding -> finding.startsWith("x.A.run: loads a constant of the kind ConstantDynamic"))
                .contains("x.A.run: invokes dynamically by x.A.link");
    }

    @Test
    void theCompilersArraysCannotBeKept() {
        List<String> findings = check.findings(classFile(Opcodes.V17, "x/A", m -> {
            m.visitFieldInsn(Opcodes.GETSTATIC, "x/A", "$SwitchMap$x", "[I");
            m.visitInsn(Opcodes.ICONST_0);
            m.visitInsn(Opcodes.ICONST_1);
            m.visitInsn(Opcodes.IASTORE);
            m.visitFieldInsn(Opcodes.GETSTATIC, "x/A", "$VALUES", "[Lx/A;");
            m.visitVarInsn(Opcodes.ASTORE, 1);
        }));
        assertThat(findings)
                .contains("x.A.run: keeps an array of the compiler's, of an enum's values or of a switch;"
                        + " expected to read it in one expression");
    }

    @Test
    void findingsAreBounded() {
        String body = "return given;";
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            members.append("static long count").append(i).append(";\n");
        }
        assertThat(check.findings(PluginSources.samples(List.of(body), List.of(members.toString()))
                        .get(0)))
                .hasSize(51)
                .last()
                .isEqualTo("and 10 more");
    }

    /** A class with a method {@code run}; the compiler would not write this one. */
    private static SortedMap<String, byte[]> classFile(
            int version, String name, java.util.function.Consumer<MethodVisitor> code) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(version, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
        MethodVisitor run = writer.visitMethod(Opcodes.ACC_STATIC, "run", "()V", null, null);
        run.visitCode();
        code.accept(run);
        run.visitInsn(Opcodes.RETURN);
        run.visitMaxs(0, 0);
        run.visitEnd();
        writer.visitEnd();
        SortedMap<String, byte[]> classes = new TreeMap<>();
        classes.put(name, writer.toByteArray());
        return classes;
    }
}
