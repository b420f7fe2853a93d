package llmbench.progress;

import llmbench.timeline.SoFar;

/** A request in flight, as it is looked at. Any thread. */
public interface Ongoing {

  /** When it was sent: a stamp of {@link System#nanoTime()}. */
  long sentNanos();

  /** Output tokens that were asked for; 0 when not known. */
  int maxTokens();

  /** What has come of it. */
  SoFar soFar();
}
