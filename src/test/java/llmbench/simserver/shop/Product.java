package llmbench.simserver.shop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * What the shop sells.
 *
 * @param about what a customer may read of it
 * @param price in euros
 */
record Product(String id, String name, String about, int price) {

  /** All of it; a search for "tent" finds the first three. */
  static final List<Product> ALL =
      List.of(
          new Product("t1", "Alpine tent", "For one; holds 4,000 mm of water, 1.4 kg.", 289),
          new Product("t2", "Family tent", "For four; holds 3,000 mm of water, 7.9 kg.", 449),
          new Product("t3", "Festival tent", "For two; holds 1,500 mm of water, 2.6 kg.", 59),
          new Product("b1", "Down sleeping bag", "Down to -12 °C, 0.9 kg.", 319),
          new Product("b2", "Summer sleeping bag", "Down to 8 °C, 0.6 kg.", 79),
          new Product("s1", "Gas stove", "Boils a litre in 4 minutes, 95 g.", 45));

  /** Whether a search for this finds it. */
  boolean isFoundBy(String words) {
    return (name + " " + about).toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
  }

  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("name", name)
        .put("about", about)
        .put("price", price);
  }
}
