/**
 * The wiring of the load half: options become prepared steps, a running benchmark and its end.
 *
 * <p>May import api, conversation, dataset, files, injection, llm, metrics, options, plan, process,
 * progress, recorder, request, schedule, simserver, target, timeline, tokenizer and warmup.
 */
@NullMarked
package llmbench.run;

import org.jspecify.annotations.NullMarked;
