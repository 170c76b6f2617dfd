package io.onetape.journal.layout;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads SBE's intermediate representation: a frame, then a flat list of tokens, each 28 bytes and twelve texts (the layout is {@code sbe-ir.xml} of
 * sbe-tool, version 0). Only what Onetape's schema uses is understood; anything else is refused. One use.
 */
final class IrReader {
    private static final int FRAME_BLOCK = 12;
    private static final int FRAME_TEXTS = 3;
    private static final int TOKEN_BLOCK = 28;
    private static final int TOKEN_TEXTS = 12;
    private static final int SIZE = 4;
    private static final int FIELD_ID = 8;
    private static final int SINCE = 12;
    private static final int SIGNAL = 20;
    private static final int PRIMITIVE = 21;

    // Signals
    private static final int BEGIN_MESSAGE = 1;
    private static final int END_MESSAGE = 2;
    private static final int BEGIN_FIELD = 5;
    private static final int BEGIN_GROUP = 7;
    private static final int END_GROUP = 8;
    private static final int BEGIN_ENUM = 9;
    private static final int VALID_VALUE = 10;
    private static final int BEGIN_VAR_DATA = 15;
    private static final int ENCODING = 17;

    private record Token(
            int offset, int size, int id, int since, int signal, int primitive, String name, int constant) {}

    private record Block(List<FieldLayout> fields, List<GroupLayout> groups, List<TextLayout> texts) {
        Block() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    private final ByteBuffer ir;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    IrReader(byte[] bytes) {
        ir = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    List<MessageLayout> messages() {
        int version = ir.getInt(4);
        if (version != 0) {
            throw new IllegalStateException(
                    "expected version 0 of SBE's intermediate representation, found " + version);
        }
        ir.position(FRAME_BLOCK);
        for (int i = 0; i < FRAME_TEXTS; i++) {
            text();
        }
        while (ir.hasRemaining()) {
            tokens.add(token());
        }
        List<MessageLayout> messages = new ArrayList<>();
        while (next < tokens.size()) {
            Token token = tokens.get(next++);
            if (token.signal == BEGIN_MESSAGE) {
                Block block = block(END_MESSAGE);
                messages.add(
                        new MessageLayout(token.name, token.id, token.size, block.fields, block.groups, block.texts));
            }
        }
        return messages;
    }

    private Token token() {
        int at = ir.position();
        ir.position(at + TOKEN_BLOCK);
        String name = text();
        String constant = text();
        for (int i = 2; i < TOKEN_TEXTS; i++) {
            text();
        }
        return new Token(
                ir.getInt(at),
                ir.getInt(at + SIZE),
                ir.getInt(at + FIELD_ID),
                ir.getInt(at + SINCE),
                ir.get(at + SIGNAL),
                ir.get(at + PRIMITIVE),
                name,
                constant.length() == 1 ? constant.charAt(0) : -1);
    }

    private String text() {
        byte[] bytes = new byte[ir.getShort() & 0xFFFF];
        ir.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The fields, groups and texts up to the token that ends the block. */
    private Block block(int end) {
        Block block = new Block();
        while (true) {
            Token token = tokens.get(next++);
            if (token.signal == end) {
                return block;
            }
            switch (token.signal) {
                case BEGIN_FIELD -> block.fields.add(field(token.name));
                case BEGIN_GROUP -> block.groups.add(group(token));
                case BEGIN_VAR_DATA -> block.texts.add(new TextLayout(token.name, token.since));
                default -> {
                    // what encloses the tokens that matter
                }
            }
        }
    }

    private GroupLayout group(Token begin) {
        Block block = block(END_GROUP);
        if (!block.groups.isEmpty()) {
            throw new IllegalStateException("expected no group within the group " + begin.name);
        }
        List<String> texts = block.texts.stream().map(TextLayout::name).toList();
        return new GroupLayout(begin.name, begin.since, begin.size, block.fields, texts);
    }

    private FieldLayout field(String name) {
        Token type = tokens.get(next++);
        SortedMap<Long, String> values = Collections.emptySortedMap();
        if (type.signal == BEGIN_ENUM) {
            values = new TreeMap<>();
            while (tokens.get(next).signal == VALID_VALUE) {
                Token value = tokens.get(next++);
                values.put((long) value.constant, value.name);
            }
            return new FieldLayout(name, FieldKind.ENUM, type.offset, type.size, false, values);
        }
        if (type.signal != ENCODING) {
            throw new IllegalStateException("expected a number or an enum as field " + name);
        }
        boolean signed = type.primitive >= 2 && type.primitive <= 5; // int8 to int64
        return new FieldLayout(name, kind(type), type.offset, type.size, signed, values);
    }

    private static FieldKind kind(Token type) {
        return switch (type.name) {
            case "Fixed8" -> FieldKind.FIXED8;
            case "Nanos" -> FieldKind.NANOS;
            case "StrategyName" -> FieldKind.STRATEGY;
            default -> type.size == Long.BYTES ? FieldKind.LONG : FieldKind.INTEGER;
        };
    }
}
