package llmbench.run;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import llmbench.process.Console;
import llmbench.warmup.JvmWarmUp;

/** The client's own warm-up at the beginning of a run, and what is said of it. */
final class ClientWarmUp {

  private ClientWarmUp() {}

  /** What each user of the run's first step does first; nothing where that wasn't wanted. */
  static ChainBuilder of(RunStep step) {
    Duration most = step.prepared().options().startup().jvmWarmUp();
    if (most.isZero()) {
      return nothing();
    }
    if (step.prepared().options().target().transport().proxy().isPresent()) {
      Console.say("The client isn't warmed up: its requests to itself would go through the proxy.");
      return nothing();
    }
    try {
      JvmWarmUp warmUp =
          JvmWarmUp.start(
              step.prepared().workload().first(),
              step.sampleRequest(),
              most,
              step::warmedUp,
              ClientWarmUp::say);
      return warmUp.chain(step.users());
    } catch (IOException e) {
      Console.say("The client isn't warmed up: there is " + e.getMessage() + ".");
      return nothing();
    }
  }

  private static ChainBuilder nothing() {
    return exec(session -> session);
  }

  private static void say(JvmWarmUp.Outcome outcome) {
    Console.say(
        String.format(
            Locale.ROOT,
            "Client warmed up against itself: %,d tokens in %.1f s, at %,.0f a second first and"
                + " %,.0f at best",
            outcome.tokens(),
            outcome.seconds(),
            outcome.firstPerSecond(),
            outcome.bestPerSecond()));
  }
}
