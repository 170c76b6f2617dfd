package io.onetape.tools.format;

import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.layout.Schema;
import io.onetape.journal.record.RecordView;
import io.onetape.tools.detail.Details;
import java.util.List;

/** A record as one line of a table: time, sequence, type, symbol, detail. Single-threaded. */
public final class RecordLine {
    private static final String GAP = "  ";
    private static final int LONGEST_TYPE_WIDTH = 17; // the few longer names push their line to the right
    private static final int USUAL_SYMBOL_WIDTH = 9;

    private final References references;
    private final Details details = new Details();
    private final boolean withDate;
    private final int sequenceWidth;
    private final int typeWidth;
    private final StringBuilder line = new StringBuilder(160);
    private int symbolWidth = USUAL_SYMBOL_WIDTH; // grows with the longest one so far
    private int typeStart;
    private int detailStart;

    /** {@code withDate} if the records are of more than one day; {@code lastSequence} and {@code types} are what has to fit. */
    public RecordLine(References references, boolean withDate, long lastSequence, List<MessageLayout> types) {
        this.references = references;
        this.withDate = withDate;
        this.sequenceWidth = Math.max(7, Long.toString(lastSequence).length());
        int longest =
                types.stream().mapToInt(type -> type.name().length()).max().orElse(0);
        this.typeWidth = Math.max(4, Math.min(LONGEST_TYPE_WIDTH, longest));
    }

    /** The names of the columns. */
    public String heading() {
        line.setLength(0);
        line.append("TIME (UTC)");
        int at = padTo(withDate ? 29 : 18);
        line.append("SEQ");
        at = padTo(at + sequenceWidth);
        line.append("TYPE");
        at = padTo(at + typeWidth);
        line.append("SYMBOL");
        padTo(at + symbolWidth);
        return line.append("DETAIL").toString();
    }

    /** The whole line, never cut; valid until the next call. */
    public StringBuilder of(RecordView record) {
        line.setLength(0);
        if (withDate) {
            Times.appendDate(line, record.recordedAtNanos()).append(' ');
        }
        Times.appendTimeOfDay(line, record.recordedAtNanos());
        typeStart = padTo(line.length());
        line.append(record.sequence());
        typeStart = padTo(typeStart + sequenceWidth);
        line.append(Schema.tape().nameOf(record.templateId()));
        int at = padTo(typeStart + typeWidth);
        String symbol = references.symbol(record.instrument());
        symbolWidth = Math.max(symbolWidth, symbol.length());
        line.append(symbol);
        detailStart = padTo(at + symbolWidth);
        details.append(line, record);
        return line;
    }

    /** Where the type's name stands in the line. */
    int typeStart() {
        return typeStart;
    }

    /** Where the detail begins in the line. */
    int detailStart() {
        return detailStart;
    }

    /** Fills up to a column and the gap behind it; returns where the next column begins. */
    private int padTo(int column) {
        while (line.length() < column) {
            line.append(' ');
        }
        return line.append(GAP).length();
    }
}
