package llmbench.plan.evalscope;

import java.util.List;

/**
 * What a search came to.
 *
 * @param groups what was searched for, in order
 * @param probes every load that was measured, in the order in which they were
 * @param selections what was found of each group, in order; fewer than groups where the search was
 *     broken off
 */
public record SearchResult(List<SlaGroup> groups, List<Probe> probes, List<Selection> selections) {

  public SearchResult {
    groups = List.copyOf(groups);
    probes = List.copyOf(probes);
    selections = List.copyOf(selections);
  }

  /** Whether it came to its end. */
  public boolean isWhole() {
    return selections.size() == groups.size();
  }

  /** Whether there is a load for each group. */
  public boolean hasFoundAll() {
    return isWhole() && selections.stream().allMatch(each -> each.selected().isPresent());
  }
}
