package io.onetape.tools.expression;

/** How two values are compared. */
enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    static Operator of(String sign) {
        for (Operator operator : values()) {
            if (operator.sign.equals(sign)) {
                return operator;
            }
        }
        throw new ExpressionException("expected one of = != < <= > >=, found " + sign);
    }

    /** True for {@code order}, which is negative, 0 or positive as the left value is below, at or above the right one. */
    boolean holds(int order) {
        return switch (this) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    boolean isOrdering() {
        return this != EQUAL && this != NOT_EQUAL;
    }

    @Override
    public String toString() {
        return sign;
    }
}
