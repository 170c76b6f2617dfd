/** Commands that move records in and out: export, import. In: a tape or files. Out: files or a tape. */
@NullMarked
package io.onetape.tools.data;

import org.jspecify.annotations.NullMarked;
