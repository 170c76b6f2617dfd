package io.onetape.tools.lake;

import java.io.IOException;
import java.sql.SQLException;

/** DuckDB could not write or read a file. */
final class LakeException extends IOException {
    private static final long serialVersionUID = 1;

    LakeException(SQLException cause) {
        super(DuckDb.message(cause), cause);
    }
}
