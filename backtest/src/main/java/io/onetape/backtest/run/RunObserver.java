package io.onetape.backtest.run;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.replay.Pipeline;

/** Who sees a record of the result tape after the processors: the hash, the way to the venue, and the run's observer. Single-threaded. */
final class RunObserver implements Pipeline.Observer {
    private final SummaryCounts counts;
    private final VenueSide venue;
    private final Pipeline.Observer observer;

    RunObserver(SummaryCounts counts, VenueSide venue, Pipeline.Observer observer) {
        this.counts = counts;
        this.venue = venue;
        this.observer = observer;
    }

    @Override
    public void onRecord(RecordView record) {
        counts.add(record);
        venue.send(record);
        observer.onRecord(record);
    }

    @Override
    public boolean passesOver(int templateId) {
        return isMarket(templateId) && venue.passesOverMarket() && observer.passesOver(templateId);
    }

    /** Frequent facts of the market, which neither are decided nor go to the venue by this way. */
    private static boolean isMarket(int templateId) {
        return templateId == QuoteUpdateDecoder.TEMPLATE_ID
                || templateId == DepthUpdateDecoder.TEMPLATE_ID
                || templateId == DepthOrderDecoder.TEMPLATE_ID
                || templateId == TradePrintDecoder.TEMPLATE_ID;
    }
}
