package io.onetape.services.plugin.check;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads a method's instructions one by one; those that name no member and no variable come by {@link #instruction}. */
abstract class EachInstruction extends MethodVisitor {
    EachInstruction(@Nullable MethodVisitor next) {
        super(Opcodes.ASM9, next);
    }

    abstract void instruction(int opcode);

    @Override
    public void visitInsn(int opcode) {
        instruction(opcode);
        super.visitInsn(opcode);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        instruction(opcode);
        super.visitIntInsn(opcode, operand);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        instruction(opcode);
        super.visitTypeInsn(opcode, type);
    }

    @Override
    public void visitLdcInsn(Object value) {
        instruction(Opcodes.LDC);
        super.visitLdcInsn(value);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        instruction(Opcodes.MULTIANEWARRAY);
        super.visitMultiANewArrayInsn(descriptor, dimensions);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        instruction(opcode);
        super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitIincInsn(int local, int by) {
        instruction(Opcodes.IINC);
        super.visitIincInsn(local, by);
    }

    @Override
    public void visitTableSwitchInsn(int from, int to, Label other, Label... labels) {
        instruction(Opcodes.TABLESWITCH);
        super.visitTableSwitchInsn(from, to, other, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
        instruction(Opcodes.LOOKUPSWITCH);
        super.visitLookupSwitchInsn(other, keys, labels);
    }
}
