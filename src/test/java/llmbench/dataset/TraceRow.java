package llmbench.dataset;

import java.util.List;

/**
 * A request of a trace.
 *
 * @param index its place, from 0
 * @param timestamp as the trace has it
 * @param inputLength tokens of its prompt
 * @param outputLength tokens to ask for
 * @param hashes of the prompt's chunks, as Python writes them
 */
record TraceRow(
    int index, double timestamp, long inputLength, int outputLength, List<String> hashes) {

  TraceRow {
    hashes = List.copyOf(hashes);
  }
}
