package llmbench.run;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import llmbench.injection.AtOnce;
import llmbench.injection.Gate;
import llmbench.injection.OpenModel;
import llmbench.injection.StartTime;
import llmbench.options.BenchOptions;
import llmbench.timeline.RunFacts;

/** The models by which the requests of a step are sent: those at their own times, or the others. */
interface StepModels {

  /**
   * The step whose requests they are.
   *
   * @param gate before its requests
   * @param start before it none is sent
   * @param say is called with lines for people, which are to stay in their order, maybe on an event
   *     loop
   * @param onOver is called once, where only the models know that nothing more comes; maybe on an
   *     event loop
   */
  record Step(
      BenchOptions options,
      Gate gate,
      StartTime start,
      Consumer<List<String>> say,
      Runnable onOver) {}

  /** The open model; empty where there is none. */
  Optional<OpenModel> open();

  /** The open model of warm-up requests that are over before those begin that are measured. */
  Optional<OpenModel> warmUps();

  /** The load of those who are all there from the beginning, where there is no open model. */
  AtOnce atOnce();

  /** Whether nobody is to be sent whose time has come, or waits for what it is to send. */
  boolean isNobodyWaiting();

  /**
   * Whether it is the tool's own loop that ends: its end is said in the tool's words, and what it
   * has made ready is still sent.
   */
  boolean endsAsTheTool(RunFacts.Stop why);

  /** What is said where something ends it before its end. */
  String stopped(RunFacts.Stop why);

  /** Nothing more is sent: nobody waits for what would have been. */
  void giveUp();
}
