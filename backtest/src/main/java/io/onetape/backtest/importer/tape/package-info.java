/** Imports that end in a new tape on disk. In: a request, or facts. Out: a tape whose id and records are a function of what went in. */
@NullMarked
package io.onetape.backtest.importer.tape;

import org.jspecify.annotations.NullMarked;
