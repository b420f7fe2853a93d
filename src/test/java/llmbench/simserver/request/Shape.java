package llmbench.simserver.request;

/** What an answer looks like: that of which endpoint. */
public enum Shape {
  CHAT,
  TEXT,
  RESPONSES,
  /** What is said in a sound file. */
  SPEECH,
  EMBEDDINGS,
  POOLING,
  RANKING;

  /** Whether an answer is vectors or scores, of which no token is generated. */
  public boolean pools() {
    return compareTo(EMBEDDINGS) >= 0;
  }
}
