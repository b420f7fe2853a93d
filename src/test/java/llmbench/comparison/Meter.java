package llmbench.comparison;

/** Who took the times, as far as that shows in them. */
public enum Meter {
  /** Our client: open connections, one stamp per read. */
  OURS(false),
  /** {@code vllm bench serve} and {@code evalscope perf}: aiohttp on one event loop. */
  PYTHON(true),
  /** vLLM's client in Rust: on all cores, but each event is stamped when it is parsed. */
  RUST(true),
  /** The server itself: what it wrote, and when. */
  SERVER(false);

  private final boolean connectsInside;

  Meter(boolean connectsInside) {
    this.connectsInside = connectsInside;
  }

  /** Whether the first requests open their connections within their own times. */
  boolean connectsInside() {
    return connectsInside;
  }
}
