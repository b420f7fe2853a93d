package llmbench.run;

import llmbench.injection.Gate;
import llmbench.options.BenchOptions;
import llmbench.process.Console;
import llmbench.progress.Live;
import llmbench.progress.LiveLine;
import llmbench.recorder.InFlight;

/** The line that shows how far a step is, and says of which it hears nothing any more. */
final class StepLive {

  private StepLive() {}

  /**
   * That of a step.
   *
   * @param step its name; empty for the run itself
   * @param inFlight its requests
   * @param gate before them
   */
  static LiveLine line(
      ProgressDisplay display,
      PreparedRun prepared,
      String step,
      InFlight<SentRequest> inFlight,
      Gate gate) {
    BenchOptions options = prepared.options();
    boolean tokens = options.target().backend().hasTokens();
    Live figures =
        new Live(
            prepared.workload().measured(),
            tokens,
            options.stops().duration(),
            inFlight::requests,
            gate::isClosed);
    String server = prepared.target().name();
    QuietSentence sentence = new QuietSentence(server, tokens, options.timeouts());
    return display.line(
        step, figures, options.output().progress(), quiet -> Console.say(sentence.of(quiet)));
  }
}
