package llmbench.verdict;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Locale;
import llmbench.runlog.shards.ShardSet;
import llmbench.timeline.Counted;

/** Doubts about the shards of a benchmark: what of it is not there. */
public sealed interface ShardDoubt extends FileDoubt {

  @Override
  default boolean losesRequests() {
    return true;
  }

  /**
   * Not all shards are there.
   *
   * @param missing their indexes
   * @param of how many the benchmark has
   */
  record ShardsMissing(List<Integer> missing, int of) implements ShardDoubt {

    public ShardsMissing {
      missing = List.copyOf(missing);
    }

    @Override
    public String message() {
      return ShardSet.named(missing, of) + (missing.size() == 1 ? " is" : " are") + " missing";
    }

    @Override
    public String advice() {
      return "The figures are those of the others alone: throughput, peaks and load are a part's."
          + " Name their directories, too.";
    }
  }

  /**
   * Requests that another shard was to send.
   *
   * @param requests how many
   * @param of how many there are
   */
  record RequestsForeign(long requests, @JsonIgnore long of) implements ShardDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "%,d of %s in requests.jsonl %s another shard's to send",
          requests,
          Counted.of(of, "request"),
          Counted.be(requests));
    }

    @Override
    public String advice() {
      return "They may be counted twice: put both files of the shard back as they were written.";
    }
  }
}
