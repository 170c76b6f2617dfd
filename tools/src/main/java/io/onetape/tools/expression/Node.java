package io.onetape.tools.expression;

import io.onetape.journal.record.RecordView;

/** A part of an expression. What compares a field that a record does not have, or that is null, is neither true nor false. */
interface Node {
    int FALSE = 0;
    int TRUE = 1;
    int UNKNOWN = -1;

    /** TRUE, FALSE or UNKNOWN. */
    int test(RecordView record);

    static Node and(Node left, Node right) {
        return record -> {
            int first = left.test(record);
            if (first == FALSE) {
                return FALSE;
            }
            int second = right.test(record);
            return second == FALSE ? FALSE : Math.min(first, second);
        };
    }

    static Node or(Node left, Node right) {
        return record -> {
            int first = left.test(record);
            if (first == TRUE) {
                return TRUE;
            }
            int second = right.test(record);
            return second == TRUE ? TRUE : Math.min(first, second);
        };
    }

    static Node not(Node operand) {
        return record -> {
            int value = operand.test(record);
            return value == UNKNOWN ? UNKNOWN : TRUE - value;
        };
    }
}
