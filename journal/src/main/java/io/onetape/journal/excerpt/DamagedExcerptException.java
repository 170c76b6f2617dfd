package io.onetape.journal.excerpt;

import java.nio.file.Path;

/**
 * A length word that cannot be right: the document would pass the end of its file, or is longer than any record may be. Or an archived file that is not what was
 * archived.
 */
public final class DamagedExcerptException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DamagedExcerptException(Path file, long offset, long length, long size) {
        super("a document of " + length + " bytes at offset " + offset + " of " + file.getFileName() + ", which has "
                + size + " bytes");
    }

    DamagedExcerptException(Path archive, String found) {
        super("the archive " + archive.getFileName() + " is damaged: " + found);
    }
}
