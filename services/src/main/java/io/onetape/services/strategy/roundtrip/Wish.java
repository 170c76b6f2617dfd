package io.onetape.services.strategy.roundtrip;

import io.onetape.services.strategy.StrategyContext;

/** What a strategy wants now, and what it says of it. Set anew for each decision; reused. */
public final class Wish {
    private int direction;
    private Exit exit = Exit.HOLD;
    private long takeProfit;
    private long stop;
    private String signal = "";
    private long conviction;
    private long fair;
    private boolean said;

    /** Enter into this direction, 1 or -1; 0: no entry. The signal says why: its name, the conviction from -1 to 1 and the fair price, Fixed8. */
    public Wish enter(int towards, String name, long convinced, long fairPrice) {
        direction = towards;
        signal = name;
        conviction = convinced;
        fair = fairPrice;
        exit = Exit.HOLD;
        takeProfit = 0;
        stop = 0;
        said = false;
        return this;
    }

    public Wish exit(Exit how) {
        exit = how;
        return this;
    }

    /** Distances from the average entry price, Fixed8; 0 is none. */
    public Wish exits(long takeProfitDistance, long stopDistance) {
        takeProfit = takeProfitDistance;
        stop = stopDistance;
        return this;
    }

    int direction() {
        return direction;
    }

    Exit exit() {
        return exit;
    }

    long takeProfit() {
        return takeProfit;
    }

    long stop() {
        return stop;
    }

    /** No signal in this decision. */
    void hush() {
        said = true;
    }

    /** Makes the signal, once a decision. */
    void say(StrategyContext context) {
        if (!said) {
            said = true;
            context.signal(signal, conviction, fair);
        }
    }
}
