package io.onetape.services.plugin.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** One class of a plug-in as the others see it: its supertypes and what it declares. */
final class OwnClass extends ClassVisitor {
    /** A field that each object has. */
    record Field(String descriptor, @Nullable String signature, boolean isFinal) {}

    String name = "";
    int access;

    @Nullable String superName;

    String[] interfaces = {};
    final Map<String, Field> instanceFields = new HashMap<>();
    private final Set<String> members = new HashSet<>();

    OwnClass() {
        super(Opcodes.ASM9);
    }

    boolean declares(String member, String descriptor) {
        return members.contains(member + descriptor);
    }

    boolean isEnum() {
        return (access & Opcodes.ACC_ENUM) != 0;
    }

    boolean isFinal() {
        return (access & Opcodes.ACC_FINAL) != 0;
    }

    @Override
    public void visit(
            int version,
            int flags,
            String internalName,
            @Nullable String signature,
            @Nullable String extended,
            String @Nullable [] implemented) {
        name = internalName;
        access = flags;
        superName = extended;
        interfaces = implemented == null ? new String[0] : implemented;
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int flags, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
        members.add(field + descriptor);
        if ((flags & Opcodes.ACC_STATIC) == 0) {
            instanceFields.put(field, new Field(descriptor, signature, (flags & Opcodes.ACC_FINAL) != 0));
        }
        return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int flags, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        members.add(method + descriptor);
        return null;
    }
}
