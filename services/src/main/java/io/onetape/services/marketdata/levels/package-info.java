/** Quantities in sorted order of price, quick to change anywhere. Levels flow in, levels flow out, best first. Pure. */
@NullMarked
package io.onetape.services.marketdata.levels;

import org.jspecify.annotations.NullMarked;
