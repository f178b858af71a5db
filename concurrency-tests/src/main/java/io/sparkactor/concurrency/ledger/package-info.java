/** How the books are kept while a close looks at them. */
@NullMarked
package io.sparkactor.concurrency.ledger;

import org.jspecify.annotations.NullMarked;
