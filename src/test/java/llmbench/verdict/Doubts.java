package llmbench.verdict;

import java.util.ArrayList;
import java.util.List;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.runlog.LogRecord;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.RequestLines;
import llmbench.runlog.SimulationLog;
import llmbench.timeline.BeganLate;
import llmbench.timeline.Counted;
import llmbench.timeline.Fault;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import llmbench.timeline.RunFacts;

/** Looks for reasons to distrust a run in what it left behind. */
final class Doubts {

  /** So many broken lines are named, the rest is counted. */
  private static final int MAX_LINES = 10;

  /** How the load half's note about another tokenizer than the model's says it. */
  private static final String STANDS_IN = "tokenizer is used instead";

  private Doubts() {}

  /**
   * All doubts about the files and answers of a run; none is good.
   *
   * @param figures of the run
   * @param tokenizer whether tokens that the server didn't count were counted by a tokenizer
   */
  static List<Doubt> of(Survey survey, VllmFigures figures, boolean tokenizer) {
    List<Doubt> doubts = new ArrayList<>();
    survey.files().forEach(file -> doubts.addAll(ofFiles(file)));
    survey.files().forEach(file -> doubts.addAll(ofStart(file.run())));
    doubts.addAll(ofAnswers(survey, figures, tokenizer));
    return List.copyOf(doubts);
  }

  /** Whether a client began when it was to begin. */
  static List<Doubt> ofStart(RecordedRun client) {
    RunFacts facts = client.facts();
    List<String> notes = facts == null ? List.of() : facts.notes();
    return notes.stream()
        .flatMap(note -> BeganLate.in(note).stream())
        .<Doubt>map(late -> new LoadDoubt.BeganLate(late.seconds()))
        .toList();
  }

  /** Those that are no matter of single files. */
  static List<Doubt> ofAnswers(Survey survey, VllmFigures figures, boolean tokenizer) {
    RecordedRun run = survey.run();
    List<Doubt> doubts = new ArrayList<>();
    failures(run, doubts);
    UnaskedBytes.of(run).ifPresent(doubts::add);
    int uncounted = figures.tokenizerCounted();
    // A log knows no tokens at all, which LogOnly says.
    if (uncounted > 0 && run.lines() != null) {
      doubts.add(new Doubt.UsageMissing(uncounted, figures.completed(), tokenizer));
    }
    if (run.lines() != null && survey.unstreamed() > 0 && survey.asked().tokens()) {
      doubts.add(
          new Doubt.CameWhole(survey.unstreamed(), survey.succeeded(), !run.isOwnSimulation()));
    }
    RunFacts facts = run.facts();
    if (facts != null) {
      facts.notes().stream()
          .filter(note -> note.contains(STANDS_IN))
          .forEach(note -> doubts.add(new Doubt.Noted(note)));
      if (facts.notes().contains(RunFacts.SENT_BEFORE)) {
        doubts.add(new ServerDoubt.PromptsSentBefore());
      }
    }
    return List.copyOf(doubts);
  }

  /** Those about what a run, or a shard of one, has left behind. */
  static List<FileDoubt> ofFiles(FileSurvey survey) {
    RecordedRun run = survey.run();
    List<FileDoubt> doubts = new ArrayList<>();
    wholeness(run, doubts);
    doubts.addAll(survey.counts().doubts(run));
    if (survey.foreign() > 0) {
      doubts.add(new ShardDoubt.RequestsForeign(survey.foreign(), survey.counts().size()));
    }
    if (run.lines() == null) {
      doubts.add(new FileDoubt.LogOnly(!run.isOwnSimulation()));
    } else {
      doubts.addAll(LogAgreement.of(survey));
    }
    if (run.crashes() > 0) {
      doubts.add(new FileDoubt.NeverSent(run.crashes()));
    }
    return doubts;
  }

  private static void wholeness(RecordedRun run, List<FileDoubt> doubts) {
    RunFacts facts = run.facts();
    if (facts != null && facts.state() == RunFacts.State.RUNNING) {
      doubts.add(new FileDoubt.NotFinished("was killed, or still goes on"));
    } else if (facts != null && facts.state() == RunFacts.State.STOPPED) {
      doubts.add(new FileDoubt.NotFinished("was stopped before its end"));
    }
    run.unread().forEach(what -> doubts.add(new FileDoubt.Unreadable(what)));
    // A simulation without a token report never had one.
    boolean recorded = run.lines() != null || !run.isOwnSimulation();
    if (recorded && run.missing().contains(RecordedRun.RUN_FILE)) {
      doubts.add(new FileDoubt.RunFileMissing());
    }
    if (run.missing().contains(RecordedRun.LOG_FILE)) {
      doubts.add(new FileDoubt.LogMissing(RecordCounts.areTold(run)));
    }
    RequestLines lines = run.lines();
    if (lines != null && lines.partialLastLine()) {
      doubts.add(new FileDoubt.Truncated(RecordedRun.REQUEST_FILE, "its last line is cut"));
    }
    if (lines != null && lines.brokenLines() > 0) {
      doubts.add(new FileDoubt.Truncated(RecordedRun.REQUEST_FILE, unreadable(lines)));
    }
    SimulationLog log = run.log();
    if (log != null && log.truncated()) {
      doubts.add(new FileDoubt.Truncated("simulation.log", "it ends within a record"));
    }
    if (log != null && log.broken() != null) {
      doubts.add(new FileDoubt.LogBroken(log.broken()));
    }
  }

  /** How many, and which: such as {@code 2 unreadable lines: 4, 7}. */
  private static String unreadable(RequestLines lines) {
    List<String> named = lines.broken().stream().limit(MAX_LINES).map(String::valueOf).toList();
    long others = lines.brokenLines() - named.size();
    return Counted.of(lines.brokenLines(), "unreadable line")
        + ": "
        + String.join(", ", named)
        + (others == 0 ? "" : " and " + Counted.of(others, "other"));
  }

  /** By the log where there is no record; what we have interrupted ourselves is no failure. */
  private static void failures(RecordedRun run, List<Doubt> doubts) {
    List<Fault> faults = new ArrayList<>();
    int finished;
    if (run.lines() == null) {
      List<LogRecord.Response> responses =
          run.prompts().stream().filter(response -> !response.isInterrupted()).toList();
      finished = responses.size();
      responses.stream().map(LogRecord.Response::fault).filter(f -> f != null).forEach(faults::add);
    } else {
      Requests requests = run.requests().finished();
      finished = requests.size();
      requests.failed().stream()
          .map(RequestRecord::fault)
          .filter(f -> f != null)
          .forEach(faults::add);
    }
    if (!faults.isEmpty()) {
      // A log alone has no answers whose times could count.
      boolean timed = run.lines() != null;
      int slow = (int) faults.stream().filter(fault -> timed && fault.isOfSlowness()).count();
      doubts.add(new Doubt.FailuresPresent(faults.size(), finished, slow, Failures.named(faults)));
    }
  }
}
