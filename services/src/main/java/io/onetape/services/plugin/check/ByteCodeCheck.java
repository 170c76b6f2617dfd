package io.onetape.services.plugin.check;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;

/** Checks the classes of a plug-in against the allow-list. Reads byte code, loads nothing; may be used by many threads. */
public final class ByteCodeCheck {
    private final AllowList allowed;

    public ByteCodeCheck(AllowList allowed) {
        this.allowed = allowed;
    }

    /**
     * What these classes, by internal name, do that they may not; empty if nothing. They may use each other. Bounded: fifty findings, and how many more there
     * are.
     */
    public List<String> findings(SortedMap<String, byte[]> classes) {
        Findings findings = new Findings();
        Map<String, OwnClass> own = new TreeMap<>();
        classes.forEach((name, bytes) -> {
            OwnClass of = new OwnClass();
            if (read(name, bytes, of, findings)) {
                own.put(name, of);
                if (!of.name.equals(name)) {
                    findings.add(name, "expected a class of this name, found " + of.name);
                }
            }
        });
        Vocabulary words = new Vocabulary(allowed, own);
        Constants constants = new Constants(own);
        classes.forEach((name, bytes) -> {
            if (own.containsKey(name)) {
                read(name, bytes, new ClassCheck(words, constants, findings), findings);
            }
        });
        return findings.toList();
    }

    /** ASM throws whatever its arrays do at bytes that are no class file. */
    private static boolean read(String name, byte[] bytes, ClassVisitor visitor, Findings findings) {
        try {
            new ClassReader(bytes).accept(visitor, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return true;
        } catch (RuntimeException e) {
            findings.add(name, "is no class file that can be read: " + e);
            return false;
        }
    }
}
