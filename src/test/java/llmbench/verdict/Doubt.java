package llmbench.verdict;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import llmbench.timeline.Counted;
import llmbench.timeline.RequestRecord;

/** A reason to distrust a run: the figure behind it, and what to do next. */
public sealed interface Doubt
    permits LoadDoubt,
        ScheduleDoubt,
        ServerDoubt,
        ClientDoubt,
        UnaskedBytes,
        FileDoubt,
        Doubt.InRun,
        Doubt.Noted,
        Doubt.UsageMissing,
        Doubt.CameWhole,
        Doubt.TakenForSuccesses,
        Doubt.AnsweredUntimed,
        Doubt.FailuresPresent {

  /** Its kind, for programs: the type's name in lower case with hyphens. */
  default String name() {
    return name(getClass());
  }

  /** The name of a type of doubts. */
  static String name(Class<?> type) {
    return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** The names of all kinds of doubts there are. */
  static List<String> names() {
    return names(Doubt.class).sorted().toList();
  }

  private static Stream<String> names(Class<?> family) {
    if (family == InRun.class) {
      // It has the name of the doubt in it.
      return Stream.of();
    }
    return family.isRecord()
        ? Stream.of(name(family))
        : Stream.of(family.getPermittedSubclasses()).flatMap(Doubt::names);
  }

  /** What was found, in one line with its figure. */
  String message();

  /** What to do next, in one sentence. */
  String advice();

  /** What speaks against one of several runs that are reported as one. */
  record InRun(String run, Doubt doubt) implements Doubt {

    @Override
    public String name() {
      return doubt.name();
    }

    @Override
    public String message() {
      return run + ": " + doubt.message();
    }

    @Override
    public String advice() {
      return doubt.advice();
    }
  }

  /** The user was told before the run that its prompts may not be what they should. */
  record Noted(String note) implements Doubt {

    /** Without the note's own advice at its end. */
    @Override
    public String message() {
      return note.replaceFirst("[.]( Pass --tokenizer .*)?$", "");
    }

    @Override
    public String advice() {
      return "Pass --tokenizer (evalscope: --tokenizer-path) to have the model's own.";
    }
  }

  /** The server did not report token counts. */
  record UsageMissing(int requests, int of, boolean counted) implements Doubt {

    @Override
    public String message() {
      String how = counted ? "the tokenizer counted them" : "they count as one token each";
      return String.format(
          Locale.ROOT,
          "%,d of %s came without token counts: %s",
          requests,
          Counted.of(of, "answer"),
          how);
    }

    @Override
    public String advice() {
      return "Have the server send usage (stream_options.include_usage).";
    }
  }

  /**
   * Answers were not streamed.
   *
   * @param timed whether their latency stands for their TTFT, as in the tools
   */
  record CameWhole(long answers, long of, boolean timed) implements Doubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          timed
              ? "%,d of %s came whole: their TTFT is their latency"
              : "%,d of %s came whole: they have no TTFT, TPOT and ITL, and stand in E2EL alone",
          answers,
          Counted.of(of, "answer"));
    }

    @Override
    public String advice() {
      return timed
          ? "They have no token times; only streams (without --no-stream) do."
          : "Ask for a stream (\"stream\": true) where token times matter.";
    }
  }

  /** Failures count as successes, as in the tool whose figures these are. */
  record TakenForSuccesses(int requests, List<String> kinds) implements Doubt {

    public TakenForSuccesses {
      kinds = List.copyOf(kinds);
    }

    /** The doubt that these requests raise, which failed and were taken for successes. */
    public static TakenForSuccesses of(List<RequestRecord> taken) {
      return new TakenForSuccesses(taken.size(), Failures.kinds(taken));
    }

    @Override
    public String message() {
      return requests
          + " of the failed requests count as successes in the tool's figures, by its own rule"
          + " ("
          + String.join(", ", kinds)
          + ")";
    }

    @Override
    public String advice() {
      return "Compare with the tool by it, and judge the server without (compat-errors strict).";
    }
  }

  /**
   * Requests were answered, and fail by the tool's definition: vLLM bench 0.33 knows no output in
   * what they got.
   *
   * @param of requests that were answered
   * @param tool the version whose figures these are
   */
  record AnsweredUntimed(int requests, int of, String tool) implements Doubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "%,d of %s %s failed in the figures of %s, which times no output of theirs"
              + " (reasoning_content alone, or another choice than the first)",
          requests,
          Counted.of(of, "answered request"),
          requests == 1 ? "counts as" : "count as",
          tool);
    }

    @Override
    public String advice() {
      return "The true figures have them, and so have the version before's (report --compat).";
    }
  }

  /**
   * Requests failed.
   *
   * @param slow how many of them only because a check found them too slow
   */
  record FailuresPresent(int failed, int of, int slow, List<String> kinds) implements Doubt {

    public FailuresPresent {
      kinds = List.copyOf(kinds);
    }

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "%,d of %s failed (%s)",
          failed,
          Counted.of(of, "request"),
          String.join(", ", kinds));
    }

    @Override
    public String advice() {
      if (slow > 0) {
        return slow == failed
            ? "They were whole, and only too slow for a check: the latency figures have them."
            : "Those that were only too slow for a check are in the latency figures, the others"
                + " aren't: find out why before comparing.";
      }
      return failed == of
          ? "There are no figures; what the server said stands with the failures."
          : "They are in no latency figure: find out why before comparing.";
    }
  }
}
