package io.onetape.journal.excerpt;

import java.nio.file.Path;
import java.util.List;
import org.agrona.UnsafeApi;

/** Walks the excerpts of mapped cycle files, which have been checked: the lengths are believed. Single-threaded. */
public final class MappedCursor implements PlacedCursor {
    private static final int WORD = Integer.BYTES;
    private static final int OFFSET_BITS = 40; // of a place; the cycle stands above

    private final List<MappedCycles.Cycle> cycles;
    private int cycle = -1;
    private long size; // of the cycle's file
    private long shift; // to be added to an offset in the file
    private long next; // offset of the next document
    private long limit; // of offsets that shift is right for
    private long address;
    private int length;

    public MappedCursor(MappedCycles mapped) {
        cycles = mapped.cycles();
    }

    @Override
    public boolean advance() {
        while (next < limit || enter()) {
            int word = UnsafeApi.getInt(shift + next);
            if (word == 0 || (word & CycleFile.NOT_READY_BIT) != 0) { // the cycle's end, or as far as it is written
                next = size;
                limit = 0;
                continue;
            }
            long document = next;
            int found = word & CycleFile.LENGTH_MASK;
            next = CycleFile.aligned(document + WORD + found);
            if ((word & CycleFile.METADATA_BIT) == 0) {
                address = shift + document + WORD;
                length = found;
                return true;
            }
        }
        return false;
    }

    @Override
    public long address() {
        return address;
    }

    @Override
    public int length() {
        return length;
    }

    /** How many cycle files there are. */
    public int cycles() {
        return cycles.size();
    }

    /** One of them, the oldest is 0. Of an archived one the name that it had. */
    public Path file(int number) {
        return cycles.get(number).file();
    }

    /** Goes before the first excerpt of a cycle, or if it has none of the one behind it. */
    public void moveTo(int number) {
        cycle = number;
        size = cycles.get(number).size();
        next = 0;
        limit = 0;
    }

    /** Goes before the excerpt whose document begins at this offset of a cycle's file, whatever an offset it is; false if nothing that could be one begins there, and then this stands anywhere. */
    public boolean moveTo(int number, long offset) {
        moveTo(number);
        if (offset < 0 || offset % WORD != 0 || offset > size - WORD) {
            return false;
        }
        next = offset;
        enter();
        int word = UnsafeApi.getInt(shift + offset);
        return word != 0
                && (word & (CycleFile.NOT_READY_BIT | CycleFile.METADATA_BIT)) == 0
                && (word & CycleFile.LENGTH_MASK) <= Math.min(CycleFile.MAX_LENGTH, size - WORD - offset);
    }

    @Override
    public long place() {
        return ((long) cycle << OFFSET_BITS) | next;
    }

    @Override
    public void goTo(long place) {
        cycle = (int) (place >> OFFSET_BITS);
        next = place & ((1L << OFFSET_BITS) - 1);
        size = cycles.get(cycle).size();
        limit = 0; // the window is found again
    }

    @Override
    public void close() {} // what is mapped belongs to the cycles

    /** Goes to where the next document stands: in this file, or in the next one. False if there is none. */
    private boolean enter() {
        if (next + WORD > size) {
            if (cycle + 1 == cycles.size()) {
                return false;
            }
            cycle++;
            size = cycles.get(cycle).size();
            next = 0;
            if (size < WORD) {
                return enter();
            }
        }
        MappedCycles.Cycle entered = cycles.get(cycle);
        int window = (int) (next / entered.length());
        shift = entered.shift(window);
        limit = Math.min(size - WORD + 1, (window + 1) * entered.length());
        return true;
    }
}
