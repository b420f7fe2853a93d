package llmbench.verdict;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Locale;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.Counted;

/** Doubts about the files of a run, or of a tool's result: what of it is not in them. */
public sealed interface FileDoubt extends Doubt
    permits RecordDoubt,
        ShardDoubt,
        FileDoubt.LogDisagrees,
        FileDoubt.LogOnly,
        FileDoubt.RunFileMissing,
        FileDoubt.LogMissing,
        FileDoubt.Truncated,
        FileDoubt.Unreadable,
        FileDoubt.LogBroken,
        FileDoubt.NeverSent,
        FileDoubt.NotFinished {

  /**
   * Whether requests are known to be missing, or to be there twice: figures of what is there are
   * then not those of the run.
   */
  default boolean losesRequests() {
    return false;
  }

  /** Gatling's log and our record do not agree. */
  record LogDisagrees(List<String> differences) implements FileDoubt {

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
  record LogOnly(@JsonIgnore boolean wasAsked) implements FileDoubt {

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
  record RunFileMissing() implements FileDoubt {

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

  /**
   * There is a record, but no log of Gatling's to hold it against.
   *
   * @param counted whether run.json tells how many requests there should be
   */
  record LogMissing(@JsonIgnore boolean counted) implements FileDoubt {

    @Override
    public String message() {
      return counted
          ? "simulation.log is missing: nothing confirms the outcomes of the requests"
          : "simulation.log is missing: nothing confirms the number of requests or their outcomes";
    }

    @Override
    public String advice() {
      return "Put simulation.log back beside requests.jsonl, and report the run again.";
    }
  }

  /** A file ends before its end. */
  record Truncated(String file, String what) implements FileDoubt {

    @Override
    public boolean losesRequests() {
      return file.equals(RecordedRun.REQUEST_FILE);
    }

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
  record Unreadable(String what) implements FileDoubt {

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
  record LogBroken(String where) implements FileDoubt {

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
  record NeverSent(int requests) implements FileDoubt {

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
  record NotFinished(String how) implements FileDoubt {

    @Override
    public String message() {
      return "the run " + how;
    }

    @Override
    public String advice() {
      return "The figures are those of a part: of the requests that had finished.";
    }
  }
}
