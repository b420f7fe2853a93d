package llmbench.testing.mutation;

import java.util.List;

/** Every kind of damage, by families: each family is as likely as another. */
final class Mutations {

  static final List<List<Mutation>> FAMILIES =
      List.of(ByteMutations.ALL, LineMutations.ALL, JsonMutations.ALL, PlaceMutations.ALL);

  private Mutations() {}
}
