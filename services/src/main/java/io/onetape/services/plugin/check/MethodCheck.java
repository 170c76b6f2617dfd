package io.onetape.services.plugin.check;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Checks one method: each type, method and field that it names. */
final class MethodCheck extends MethodVisitor {
    private static final String OBJECT_METHODS = "java/lang/runtime/ObjectMethods.bootstrap";

    private static final Set<String> LAMBDAS = Set.of("java/lang/invoke/LambdaMetafactory.metafactory");
    private static final Set<String> TEXTS = Set.of(
            "java/lang/invoke/StringConcatFactory.makeConcatWithConstants",
            "java/lang/invoke/StringConcatFactory.makeConcat");

    /** Who catches these goes on after a failure that need not come again in a replay: a full heap, a deep stack. */
    private static final Set<String> NOT_CAUGHT = Set.of("java/lang/Throwable", "java/lang/Error");

    private final String where;
    private final Vocabulary words;
    private final Findings findings;

    MethodCheck(String type, String method, Vocabulary words, Findings findings, MethodVisitor next) {
        super(Opcodes.ASM9, next);
        this.where = type + "." + method;
        this.words = words;
        this.findings = findings;
    }

    @Override
    public void visitTypeInsn(int opcode, String operand) {
        super.visitTypeInsn(opcode, operand);
        named("uses ", Type.getObjectType(operand));
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
        super.visitFieldInsn(opcode, owner, field, descriptor);
        if (!words.hasMember(owner, field, descriptor)) {
            findings.add(where, "reads or writes " + owner + "." + field);
        }
        named("uses ", Type.getType(descriptor));
        boolean written = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
        if (written && words.own(owner) == null) {
            findings.add(where, "writes " + owner + "." + field);
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String called, String descriptor, boolean ofInterface) {
        super.visitMethodInsn(opcode, owner, called, descriptor, ofInterface);
        call(owner, called, descriptor);
    }

    @Override
    public void visitInvokeDynamicInsn(String called, String descriptor, Handle bootstrap, Object... arguments) {
        super.visitInvokeDynamicInsn(called, descriptor, bootstrap, arguments);
        String by = bootstrap.getOwner() + "." + bootstrap.getName();
        boolean lambda = LAMBDAS.contains(by);
        boolean text = TEXTS.contains(by);
        if (!lambda && !text && !by.equals(OBJECT_METHODS)) {
            findings.add(where, "invokes dynamically by " + by);
        }
        named("uses ", Type.getMethodType(descriptor));
        for (Object argument : arguments) {
            constant(argument, lambda || by.equals(OBJECT_METHODS));
        }
    }

    /** A constant of the class file. A handle stands for a call, which only a lambda or a record's own methods may hold. */
    private void constant(Object value, boolean mayHoldCalls) {
        if (value instanceof Handle handle && mayHoldCalls) {
            call(handle.getOwner(), handle.getName(), handle.getDesc());
        } else if (value instanceof Type held && (held.getSort() != Type.METHOD || mayHoldCalls)) {
            named("uses ", held);
        } else if (!(value instanceof Number || value instanceof String)) {
            findings.add(
                    where, "loads a constant of the kind " + value.getClass().getSimpleName() + ", " + value);
        }
    }

    private void call(String owner, String called, String descriptor) {
        if (!words.hasMember(owner, called, descriptor)) {
            findings.add(where, (descriptor.startsWith("(") ? "calls " : "reads or writes ") + owner + "." + called);
        }
        named("uses ", Type.getType(descriptor));
    }

    private void named(String verb, Type named) {
        String foreign = words.foreign(named);
        if (foreign != null) {
            findings.add(where, verb + foreign);
        }
    }

    @Override
    public void visitLdcInsn(Object value) {
        super.visitLdcInsn(value);
        constant(value, false);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        super.visitMultiANewArrayInsn(descriptor, dimensions);
        named("uses ", Type.getType(descriptor));
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String caught) {
        if (caught != null && (NOT_CAUGHT.contains(caught) || !words.hasType(caught))) {
            findings.add(where, "catches " + caught);
        }
    }

    @Override
    public void visitInsn(int opcode) {
        super.visitInsn(opcode);
        if (opcode == Opcodes.MONITORENTER) {
            findings.add(where, "is synchronized");
        }
    }
}
