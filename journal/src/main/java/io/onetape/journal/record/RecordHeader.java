package io.onetape.journal.record;

import io.onetape.journal.excerpt.CycleFile;
import org.agrona.MutableDirectBuffer;

/** Where the fields of the 64-byte header lie (DESIGN of the record: {@code journal/FORMAT.md}). All little-endian. */
public final class RecordHeader {
    /** Bytes of the header. */
    public static final int LENGTH = 64;

    /** Largest record, header included. */
    public static final int MAX_RECORD_LENGTH = CycleFile.MAX_LENGTH;

    /** {@code schemaId} of every record. */
    public static final int SCHEMA_ID = io.onetape.journal.schema.MessageHeaderEncoder.SCHEMA_ID;

    public static final int CRC32C = 0;
    public static final int BLOCK_LENGTH = 4;
    public static final int TEMPLATE_ID = 6;
    public static final int SCHEMA = 8;
    public static final int VERSION = 10;
    public static final int INSTRUMENT = 12;
    public static final int SEQUENCE = 16;
    public static final int RECORDED_AT_NANOS = 24;
    public static final int SOURCE_SEQUENCE = 32;
    public static final int CAUSED_BY = 40;
    public static final int CORRELATION = 48;
    public static final int SOURCE = 56;
    public static final int FLAGS = 58;
    public static final int RESERVED = 60;

    /** The checksum's bits in the first eight bytes. */
    public static final long CRC32C_MASK = 0xFFFF_FFFFL;

    /** The source's bits in the last eight bytes. */
    public static final long SOURCE_MASK = 0xFFFFL;

    private RecordHeader() {}

    /** Writes which event follows, and zeros everywhere else. */
    static void begin(MutableDirectBuffer buffer, int blockLength, int templateId, int version, int instrument) {
        buffer.putInt(CRC32C, 0);
        buffer.putShort(BLOCK_LENGTH, (short) blockLength);
        buffer.putShort(TEMPLATE_ID, (short) templateId);
        buffer.putShort(SCHEMA, (short) SCHEMA_ID);
        buffer.putShort(VERSION, (short) version);
        buffer.putInt(INSTRUMENT, instrument);
        for (int at = SEQUENCE; at < LENGTH; at += Long.BYTES) {
            buffer.putLong(at, 0L);
        }
        buffer.setMemory(LENGTH, blockLength, (byte) 0); // a field that nobody sets is 0, not what the buffer held
    }
}
