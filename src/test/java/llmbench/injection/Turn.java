package llmbench.injection;

import io.gatling.javaapi.core.Session;
import llmbench.dataset.Prompt;

/**
 * A prompt and its place among all that a model sends.
 *
 * @param place from 0: warm-up requests go first
 * @param warmUp whether it isn't measured
 */
record Turn(Prompt prompt, int place, boolean warmUp) {

  /** A user whose turn it is. */
  Session of(Session session) {
    return warmUp ? UserPrompt.withWarmUp(prompt, session) : UserPrompt.with(prompt, session);
  }
}
