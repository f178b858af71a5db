/**
 * What the parts of Spark cost, each measured alone by JMH: the benchmarks behind {@link io.sparkactor.benchmarks.Micro}.
 *
 * <p>For that benchmark only; JMH says which threads call what. They look inside core, where nobody else should. Read {@link
 * io.sparkactor.benchmarks.micro.MailboxBenchmark} and {@link io.sparkactor.benchmarks.micro.HandOverBenchmark} first.
 */
@NullMarked
package io.sparkactor.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
