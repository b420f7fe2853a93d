package llmbench.verdict;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import llmbench.timeline.Counted;
import llmbench.timeline.RequestRecord;

/** A reason to distrust a run: the figure behind it, and what to do next. */
public sealed interface Doubt
    permits LoadDoubt,
        ServerDoubt,
        ClientDoubt,
        UnaskedBytes,
        Doubt.InRun,
        Doubt.LogDisagrees,
        Doubt.LogOnly,
        Doubt.RunFileMissing,
        Doubt.LogMissing,
        Doubt.Truncated,
        Doubt.LogBroken,
        Doubt.NeverSent,
        Doubt.NotFinished,
        Doubt.Noted,
        Doubt.UsageMissing,
        Doubt.CameWhole,
        Doubt.TakenForSuccesses,
        Doubt.Unreadable,
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

  /** Gatling's log and our record do not agree. */
  record LogDisagrees(List<String> differences) implements Doubt {

    public LogDisagrees {
      differences = List.copyOf(differences);
    }

    @Override
    public String message() {
      return "simulation.log and requests.jsonl disagree: " + String.join("; ", differences);
    }

    @Override
    public String advice() {
      return "Trust neither until you know which is not whole; rerun if you can.";
    }
  }

  /** There is no record, only Gatling's log. */
  record LogOnly(@JsonIgnore boolean wasAsked) implements Doubt {

    /** Of a benchmark, which always asks for a record. */
    public LogOnly() {
      this(true);
    }

    @Override
    public String message() {
      return "requests.jsonl is missing: the figures are simulation.log's, in whole milliseconds";
    }

    @Override
    public String advice() {
      return wasAsked
          ? "Token times are not in that log; only a new run has them."
          : "Token times are not in that log; tokenReport() among the simulation's protocols has"
              + " them recorded.";
    }
  }

  /** There is no run.json. */
  record RunFileMissing() implements Doubt {

    @Override
    public String message() {
      return "run.json is missing: the run's options, its machine and how it ended are unknown";
    }

    @Override
    public String advice() {
      return "It is reported with vLLM bench's defaults, and a run that was cut short looks whole:"
          + " put run.json back beside the other files.";
    }
  }

  /** There is a record, but no log of Gatling's to hold it against. */
  record LogMissing() implements Doubt {

    @Override
    public String message() {
      return "simulation.log is missing: nothing confirms the number of requests or their outcomes";
    }

    @Override
    public String advice() {
      return "Put simulation.log back beside requests.jsonl, and report the run again.";
    }
  }

  /** A file ends before its end. */
  record Truncated(String file, String what) implements Doubt {

    @Override
    public String message() {
      return file + " is not whole: " + what;
    }

    @Override
    public String advice() {
      return "What is whole is reported; the run was killed, or its disk was full.";
    }
  }

  /** A file is there, but can't be read at all. */
  record Unreadable(String what) implements Doubt {

    @Override
    public String message() {
      // It is a message of its own, with its full stop.
      return what.endsWith(".") ? what.substring(0, what.length() - 1) : what;
    }

    @Override
    public String advice() {
      return "The run is reported without it; without run.json with vLLM bench's settings.";
    }
  }

  /** Gatling's log can be read up to a place only. */
  record LogBroken(String where) implements Doubt {

    @Override
    public String message() {
      return "simulation.log is broken: " + where;
    }

    @Override
    public String advice() {
      return "What stands before is used; Gatling's writer breaks a log now and then: run again.";
    }
  }

  /** Requests could not even be sent. */
  record NeverSent(int requests) implements Doubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "%s could not be built and %s never sent",
          Counted.of(requests, "request"),
          Counted.were(requests));
    }

    @Override
    public String advice() {
      return "They are in no other figure: the simulation's own log says what they lacked.";
    }
  }

  /** The run did not end by itself. */
  record NotFinished(String how) implements Doubt {

    @Override
    public String message() {
      return "the run " + how;
    }

    @Override
    public String advice() {
      return "The figures are those of a part: of the requests that had finished.";
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

  /** Answers were not streamed. */
  record CameWhole(long answers, long of) implements Doubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "%,d of %s came whole: their TTFT is their latency",
          answers,
          Counted.of(of, "answer"));
    }

    @Override
    public String advice() {
      return "They have no token times; only streams (without --no-stream) do.";
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

  /** Requests failed. */
  record FailuresPresent(int failed, int of, List<String> kinds) implements Doubt {

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
      return failed == of
          ? "There are no figures; what the server said stands with the failures."
          : "They are in no latency figure: find out why before comparing.";
    }
  }
}
