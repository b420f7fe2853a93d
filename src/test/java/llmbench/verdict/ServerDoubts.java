package llmbench.verdict;

import java.util.ArrayList;
import java.util.List;
import llmbench.metrics.server.AnswerTimes;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Usage;
import org.jspecify.annotations.Nullable;

/** Looks for doubts about what the server answered. One run, one thread. */
final class ServerDoubts {

  /** A token that is half a character brings no text of its own: that is a few of a hundred. */
  private static final double CHUNKS_OFF = 0.05;

  /** A busy reader finds some chunks together; one in five moves the median. */
  private static final double TOGETHER_SHARE = 0.2;

  /** Of the server's own time to the first token, at the median: more is no model's. */
  private static final double BEYOND = 0.2;

  private final Asked asked;
  private final PromptCounts.Sum prompts = new PromptCounts.Sum();
  private final CachedTokens.Sum cached;
  private final AnswerTimes.Sum answers = new AnswerTimes.Sum();

  private long tokens;
  private long chunks;
  private long gaps;
  private long zeroGaps;
  private int sized;
  private int sizedOff;
  private double sizeAsked;
  private double sizeGot;
  private int succeeded;
  private int sentAgain;

  ServerDoubts(Asked asked) {
    this.asked = asked;
    cached = new CachedTokens.Sum(asked);
  }

  /** Takes a successful request. */
  void add(RequestRecord request) {
    succeeded++;
    sentAgain += request.resends() > 0 ? 1 : 0;
    chunks(request);
    together(request.messages());
    output(request);
    prompts.add(request);
    cached.add(request);
    answers.add(request);
  }

  /** What is to be said of all that were taken. */
  List<Doubt> of(RecordedRun run) {
    List<Doubt> doubts = new ArrayList<>();
    double ratio = (double) tokens / chunks;
    if (chunks > 0 && Math.abs(ratio - 1) > CHUNKS_OFF) {
      doubts.add(new ServerDoubt.ChunksAreNotTokens(ratio, tokens, chunks));
    }
    double together = (double) zeroGaps / gaps;
    if (gaps > 0 && together >= TOGETHER_SHARE) {
      doubts.add(new ServerDoubt.ChunksCoalesced(together, zeroGaps, gaps));
    }
    // Where the end is ignored, nothing but the length that was asked for ends an answer.
    if (asked.ignoreEos() && sizedOff > 0) {
      doubts.add(
          new ServerDoubt.OutputLengths(sizedOff, sized, sizeAsked / sized, sizeGot / sized));
    }
    if (sentAgain > 0) {
      doubts.add(new ServerDoubt.SentAgain(sentAgain, succeeded));
    }
    PromptCounts counts = prompts.counts(asked);
    counts.doubt().ifPresent(doubts::add);
    cached.tokens(run, counts).doubt().ifPresent(doubts::add);
    AnswerTimes times = answers.times();
    if (times.ttft().size() > 0 && times.beyond().median() > BEYOND * times.ttft().median()) {
      doubts.add(
          new ServerDoubt.TtftBeyondServer(
              times.beyond().median(), times.ttft().median(), times.ttft().size()));
    }
    return doubts;
  }

  private void chunks(RequestRecord request) {
    Integer generated = completionTokens(request);
    int outputs = request.messages().outputs();
    if (!request.unstreamed() && generated != null && outputs > 0) {
      tokens += generated - (endsWithToken(request, generated) ? 1 : 0);
      chunks += outputs;
    }
  }

  /**
   * The token that ends an answer is counted, and is no text. An answer that is as long as it may
   * be has none, whatever it says: a response says of both that it is completed.
   */
  private static boolean endsWithToken(RequestRecord request, int generated) {
    String reason = request.finishReason();
    return reason != null && !reason.equals("length") && generated != request.maxTokens();
  }

  private void together(Messages messages) {
    int before = -1;
    for (int i = 0; i < messages.size(); i++) {
      if (messages.kind(i).isOutput()) {
        if (before >= 0) {
          gaps++;
          zeroGaps += messages.nanos(i) == messages.nanos(before) ? 1 : 0;
        }
        before = i;
      }
    }
  }

  private void output(RequestRecord request) {
    Integer generated = completionTokens(request);
    if (generated != null && request.maxTokens() > 0) {
      sized++;
      sizedOff += generated == request.maxTokens() ? 0 : 1;
      sizeAsked += request.maxTokens();
      sizeGot += generated;
    }
  }

  private static @Nullable Integer completionTokens(RequestRecord request) {
    Usage usage = request.usage();
    return usage == null ? null : usage.completionTokens();
  }
}
