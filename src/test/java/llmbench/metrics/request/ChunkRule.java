package llmbench.metrics.request;

import java.util.Arrays;
import java.util.OptionalDouble;
import llmbench.metrics.numbers.Seconds;
import llmbench.metrics.numbers.Series;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;

/**
 * How times are read from the messages of one stream: which messages count, and which ones the time
 * to the next is taken from. What the tools disagree on is a value here, so that one loop serves
 * all of them.
 */
public enum ChunkRule {
  /**
   * Chunks only: vLLM 0.32 chat, and completions of all versions ({@code most_recent_timestamp} in
   * {@code endpoint_request_func.py} moves inside the branch for choices).
   */
  CHUNKS {
    @Override
    public boolean counts(MessageKind kind) {
      return kind.isChunk();
    }

    @Override
    boolean moves(MessageKind kind) {
      return kind.isChunk();
    }
  },
  /**
   * Chunks count, but every message except {@code [DONE]} moves the base: vLLM 0.11 chat and
   * evalscope 1.1, where {@code most_recent_timestamp} moves after the branches. The usage message
   * so ends the latency.
   */
  CHUNKS_FROM_ANY {
    @Override
    public boolean counts(MessageKind kind) {
      return kind.isChunk();
    }

    @Override
    boolean moves(MessageKind kind) {
      return kind != MessageKind.DONE;
    }
  },
  /**
   * Only what vLLM bench 0.33 takes for output of a chat ({@code _choice_has_streamed_output}), an
   * empty text among it: the chunk that also names the role and the one that only ends the answer
   * are none.
   */
  STREAMED_OUTPUTS {
    @Override
    public boolean counts(MessageKind kind) {
      return kind.isStreamedOutput();
    }

    @Override
    boolean moves(MessageKind kind) {
      return kind.isStreamedOutput();
    }
  },
  /** Only what brought something the model generated: the honest figures. */
  OUTPUTS {
    @Override
    public boolean counts(MessageKind kind) {
      return kind.isOutput();
    }

    @Override
    boolean moves(MessageKind kind) {
      return kind.isOutput();
    }
  },
  /**
   * Outputs, but the latency ends with the last message that was JSON: evalscope 1.14, where {@code
   * last_output_timestamp} is beside {@code most_recent_timestamp} in {@code default_api.py}.
   */
  OUTPUTS_UNTIL_ANY {
    @Override
    public boolean counts(MessageKind kind) {
      return kind.isOutput();
    }

    @Override
    boolean moves(MessageKind kind) {
      return kind.isOutput();
    }

    @Override
    public boolean ends(MessageKind kind) {
      return isJson(kind);
    }
  },
  /**
   * The same of words alone, text and reasoning: evalscope 1.14 of responses ({@code
   * openai_responses_api.py}), where arguments of functions are no output.
   */
  WORDS_UNTIL_ANY {
    @Override
    public boolean counts(MessageKind kind) {
      return kind.isText() || kind.isReasoning();
    }

    @Override
    boolean moves(MessageKind kind) {
      return counts(kind);
    }

    @Override
    public boolean ends(MessageKind kind) {
      return isJson(kind);
    }
  };

  private static boolean isJson(MessageKind kind) {
    return kind != MessageKind.DONE && kind != MessageKind.MALFORMED;
  }

  /** Whether the message ends the time to the first token (the first) or a gap (each later one). */
  public abstract boolean counts(MessageKind kind);

  /** Whether gaps are measured from the message. */
  abstract boolean moves(MessageKind kind);

  /** Whether the last such message ends the latency: what gaps are measured from, mostly. */
  public boolean ends(MessageKind kind) {
    return moves(kind);
  }

  /**
   * Times of one stream under a rule.
   *
   * @param found whether any message counted
   * @param firstSeconds from sending to the first that counts; 0 when none did
   * @param gapsSeconds before each later one that counts
   * @param lastSeconds from sending to the last that ends the latency; 0 when none did
   */
  public record Times(boolean found, double firstSeconds, Series gapsSeconds, double lastSeconds) {

    /** Times of an answer that came in one piece: its first token is seen when all are. */
    public static Times ofWhole(double latencySeconds) {
      return new Times(true, latencySeconds, Series.EMPTY, latencySeconds);
    }
  }

  /** From sending to the first message that counts, and no further; empty where none does. */
  public OptionalDouble firstSeconds(Messages messages) {
    for (int i = 0; i < messages.size(); i++) {
      if (counts(messages.kind(i))) {
        return OptionalDouble.of(Seconds.ofNanos(messages.nanos(i)));
      }
    }
    return OptionalDouble.empty();
  }

  /** Reads the times of one stream. */
  public Times read(Messages messages) {
    long[] gaps = new long[messages.size()];
    int gapCount = 0;
    boolean found = false;
    long first = 0;
    long base = 0;
    long last = 0;
    for (int i = 0; i < messages.size(); i++) {
      MessageKind kind = messages.kind(i);
      long now = messages.nanos(i);
      if (counts(kind)) {
        if (found) {
          gaps[gapCount++] = now - base;
        } else {
          found = true;
          first = now;
        }
      }
      if (moves(kind)) {
        base = now;
      }
      if (ends(kind)) {
        last = now;
      }
    }
    Series series = Series.ofNanos(Arrays.copyOf(gaps, gapCount));
    return new Times(found, Seconds.ofNanos(first), series, Seconds.ofNanos(last));
  }
}
